// What becomes of the files when a run fails: nothing half written at the result's name, and nothing left behind.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>

#include "sim/io/result_file.hpp"
#include "sim/io/result_reader.hpp"
#include "tests/sim/io/child_process.hpp"
#include "tests/sim/io/result_folder.hpp"

namespace riskpool {
namespace {

using namespace testing_io;

bool says(std::string const& message, std::string_view words) {
    return message.find(words) != message.npos;
}

/// From here on this process may write no file longer than `bytes`; a longer one gives EFBIG as a full disk gives
/// ENOSPC.
void limit_files_to(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) throw std::logic_error("no limit");
}

TEST(ResultFileFailure, LeavesNothingWhenTheDiskFillsUpAtAnyPoint) {
    const Folder folder;
    const auto run = [&] {
        ResultFile file(folder / "x.h5", 20000, 5, figure_columns());
        file.set_attribute("scenario", std::string(50000, '#'));
        append_figures(file, 0, 20000, 5, 1000);
        file.write_table("metric_row", metric_rows());
        file.commit();
    };
    run();
    const auto whole = std::filesystem::file_size(folder / "x.h5");
    std::filesystem::remove(folder / "x.h5");
    std::vector<std::uintmax_t> limits{1, 100, 2000, 10000, 200000, 500000, 800000};
    for (std::uintmax_t missing = 1; missing < 200000; missing = missing * 5 / 2) limits.push_back(whole - missing);
    for (const auto limit : limits) {
        const Ended ended = in_child([&] {
            limit_files_to(limit);
            run();
        });
        EXPECT_EQ(ended.signal, 0) << limit;
        EXPECT_EQ(ended.code, 1) << limit;
        EXPECT_TRUE(says(ended.message, "x.h5: cannot be written: File too large; ") &&
                    !says(ended.message, ".partial"))
            << limit << ": " << ended.message;
        EXPECT_TRUE(folder.names().empty()) << limit;
    }
    EXPECT_EQ(in_child([&] {
                  limit_files_to(whole + 100000);  // HDF5 asks for some space that it gives back in the end
                  run();
              }).code,
              0);
    EXPECT_EQ(ResultReader(folder / "x.h5").trials(), 20000u);
}

TEST(ResultFileFailure, SaysThatThereIsNoSpaceLeft) {
    const Folder folder;
    std::filesystem::create_directory(folder / "small");
    if (mount("tmpfs", (folder / "small").c_str(), "tmpfs", 0, "size=1m") != 0) {
        GTEST_SKIP() << "mounting a small disk needs root; the test above covers the same path with a file limit";
    }
    const Ended ended = in_child([&] {
        ResultFile file(folder / "small" / "x.h5", 100000, 5, figure_columns());
        append_figures(file, 0, 100000, 5, 1000);
        file.commit();
    });
    EXPECT_EQ(ended.code, 1);
    EXPECT_TRUE(says(ended.message, "x.h5: cannot be written: No space left on device; free some space"))
        << ended.message;
    EXPECT_TRUE(std::filesystem::is_empty(folder / "small"));
    umount((folder / "small").c_str());
}

TEST(ResultFileFailure, LeavesAnEarlierResultUntouchedUntilTheEnd) {
    const Folder folder;
    write_small(folder / "x.h5", 7);
    {
        ResultFile file(folder / "x.h5", 20, 3, figure_columns());
        append_figures(file, 0, 20, 3, 20);
        EXPECT_EQ(folder.names(), (std::vector<std::string>{"x.h5", "x.h5.partial"}));
        EXPECT_EQ(ResultReader(folder / "x.h5").number("seed"), 7);
    }
    EXPECT_EQ(folder.names(), (std::vector<std::string>{"x.h5"}));
    EXPECT_EQ(ResultReader(folder / "x.h5").number("seed"), 7);
    write_small(folder / "x.h5", 8);
    EXPECT_EQ(ResultReader(folder / "x.h5").number("seed"), 8);
    EXPECT_EQ(folder.names(), (std::vector<std::string>{"x.h5"}));
}

TEST(ResultFileFailure, LeavesOnlyThePartialFileWhenKilledAndTheNextRunReplacesIt) {
    const Folder folder;
    write_small(folder / "x.h5", 7);
    const Ended ended = in_child([&] {
        ResultFile file(folder / "x.h5", 100000, 5, figure_columns());
        append_figures(file, 0, 100000, 5, 1000);
        std::raise(SIGKILL);
    });
    EXPECT_EQ(ended.signal, SIGKILL);
    EXPECT_EQ(folder.names(), (std::vector<std::string>{"x.h5", "x.h5.partial"}));
    EXPECT_GT(std::filesystem::file_size(folder / "x.h5.partial"), 1000000u);
    EXPECT_EQ(ResultReader(folder / "x.h5").number("seed"), 7);
    write_small(folder / "x.h5", 8);
    EXPECT_EQ(folder.names(), (std::vector<std::string>{"x.h5"}));
    EXPECT_EQ(ResultReader(folder / "x.h5").number("seed"), 8);
    EXPECT_LT(std::filesystem::file_size(folder / "x.h5"), 100000u);
}

TEST(ResultFileFailure, LetsOneRunAtATimeWriteAFile) {
    const Folder folder;
    ResultFile first(folder / "x.h5", 1, 1, {});
    const std::string message = refusal([&] { ResultFile(folder / "x.h5", 1, 1, {}); });
    EXPECT_TRUE(says(message, "another run is writing it")) << message;
    first.set_attribute("seed", 7);
    first.commit();
    EXPECT_EQ(ResultReader(folder / "x.h5").number("seed"), 7);
}

TEST(ResultFileFailure, RefusesPlacesThatCannotHoldAResult) {
    const Folder folder;
    const auto refused = [](std::filesystem::path const& path) { return refusal([&] { ResultFile(path, 1, 1, {}); }); };
    EXPECT_TRUE(says(refused(folder / "missing" / "x.h5"), "missing does not exist; create it first"));
    EXPECT_TRUE(says(refused(folder.path()), "is a folder; "));
    EXPECT_TRUE(says(refused(folder.path() / ""), "names no file; "));
    EXPECT_TRUE(says(refused("/dev/null"), "is a device or pipe"));
    std::ofstream(folder / "plain") << "text";
    EXPECT_TRUE(says(refused(folder / "plain" / "x.h5"), "is not a folder"));
    EXPECT_EQ(folder.names(), (std::vector<std::string>{"plain"}));

    std::filesystem::create_directory(folder / "closed");
    chmod((folder / "closed").c_str(), 0555);
    const Ended ended = in_child([&] {
        if (getuid() == 0 && setuid(65534) != 0) throw std::logic_error("cannot become nobody");
        ResultFile(folder / "closed" / "x.h5", 1, 1, {});
    });
    EXPECT_EQ(ended.code, 1);
    EXPECT_TRUE(says(ended.message, "Permission denied; choose a folder that you may write to")) << ended.message;
}

TEST(ResultFileFailure, FollowsALinkInsteadOfReplacingIt) {
    const Folder folder;
    write_small(folder / "real.h5", 7);
    std::filesystem::create_symlink("real.h5", folder / "link.h5");
    write_small(folder / "link.h5", 8);
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "link.h5"));
    EXPECT_EQ(ResultReader(folder / "real.h5").number("seed"), 8);
}

std::size_t peak_memory() {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        std::size_t kilobytes = 0;
        if (word == "VmHWM:" && status >> kilobytes) return kilobytes * 1024;
    }
    return 0;
}

// 1.5 million trials are 42 MB of columns and 12 MB of trial numbers.
TEST(ResultFileFailure, DoesNotKeepTheTrialsInMemory) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "sanitizers keep freed memory";
#endif
    const Folder folder;
    const Ended ended = in_child([&] {
        ResultFile file(folder / "x.h5", 1500000, 3, figure_columns());
        append_figures(file, 0, 50000, 3, 1000);
        const std::size_t before = peak_memory();
        append_figures(file, 50000, 1450000, 3, 1000);
        file.commit();
        const std::size_t grown = peak_memory() - before;
        if (before == 0 || grown > (std::size_t{8} << 20)) throw std::runtime_error(std::to_string(grown));
    });
    EXPECT_EQ(ended.code, 0) << "grew by " << ended.message << " bytes";
}

}  // namespace
}  // namespace riskpool
