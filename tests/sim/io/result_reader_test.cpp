#include "sim/io/result_reader.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "sim/io/hdf5.hpp"
#include "tests/sim/io/result_folder.hpp"

namespace riskpool {
namespace {

using namespace testing_io;

bool says(std::string const& message, std::string_view words) {
    return message.find(words) != message.npos;
}

std::string opened(std::filesystem::path const& path) {
    return refusal([&] { ResultReader reader(path); });
}

/// A file of HDF5 that is made by `fill` and not by ResultFile.
void write_other(std::filesystem::path const& path, std::function<void(hdf5::File&)> const& fill) {
    const int descriptor = open(path.c_str(), O_RDWR | O_CREAT, 0666);
    hdf5::File file = hdf5::File::create(path, descriptor);
    fill(file);
    file.close();
    close(descriptor);
}

TEST(ResultReader, SaysWhatIsWrongWithAFileThatIsNoResult) {
    const Folder folder;
    EXPECT_TRUE(says(opened(folder / "none.h5"), "none.h5: does not exist; "));
    EXPECT_TRUE(says(opened(folder.path()), "is not a file; "));
    std::ofstream(folder / "empty.h5").close();
    EXPECT_TRUE(says(opened(folder / "empty.h5"), "it is not HDF5; "));
    std::ofstream(folder / "text.h5") << std::string(10000, 'x');
    EXPECT_TRUE(says(opened(folder / "text.h5"), "it is not HDF5; "));
}

TEST(ResultReader, RefusesOtherTypesAndVersionsOfFiles) {
    const Folder folder;
    const AttributeValue one = std::int64_t{1}, three = std::int64_t{3};
    const std::string_view ours = "riskpool result", others = "something else";
    write_other(folder / "bare", [&](hdf5::File&) {});
    EXPECT_TRUE(says(opened(folder / "bare"), "no result file of riskpool"));
    write_other(folder / "other", [&](hdf5::File& file) {
        file.write_attribute("file_type", others);
        file.write_value("format_version", one);
    });
    EXPECT_TRUE(says(opened(folder / "other"), "no result file of riskpool"));
    write_other(folder / "number", [&](hdf5::File& file) { file.write_value("file_type", one); });
    EXPECT_TRUE(says(opened(folder / "number"), "no result file of riskpool"));
    write_other(folder / "unversioned", [&](hdf5::File& file) { file.write_attribute("file_type", ours); });
    EXPECT_TRUE(says(opened(folder / "unversioned"), "no whole number as format_version"));
    for (auto const& [version, hint] : {std::pair{three, "use a newer riskpool"}, std::pair{one, "repeat the run"}}) {
        std::filesystem::remove(folder / "version");
        write_other(folder / "version", [&, value = version](hdf5::File& file) {
            file.write_attribute("file_type", ours);
            file.write_value("format_version", value);
        });
        EXPECT_TRUE(says(opened(folder / "version"), hint)) << opened(folder / "version");
    }
}

TEST(ResultReader, SaysThatAFileIsCutShortWhereverItWasCut) {
    const Folder folder;
    write_small(folder / "x.h5");
    const auto whole = std::filesystem::file_size(folder / "x.h5");
    std::vector<std::uintmax_t> lengths{0, 7, 8, 47, 48, 100, whole / 2, whole - 1};
    for (std::uintmax_t length = 200; length < whole; length += whole / 40) lengths.push_back(length);
    for (const auto length : lengths) {
        std::filesystem::copy_file(folder / "x.h5", folder / "cut.h5",
                                   std::filesystem::copy_options::overwrite_existing);
        std::filesystem::resize_file(folder / "cut.h5", length);
        const std::string message = opened(folder / "cut.h5");
        EXPECT_NE(message, "") << length;
        EXPECT_TRUE(length < 48 || says(message, "cut.h5: is cut short: its end is missing; ")) << message;
    }
}

TEST(ResultReader, SaysWhichDatasetIsMissingOrAstray) {
    const Folder folder;
    write_small(folder / "x.h5");
    const ResultReader reader(folder / "x.h5");
    EXPECT_TRUE(says(refusal([&] { (void)reader.read_column("piad", 0, 1); }), "has no trial column \"piad\""));
    EXPECT_TRUE(says(refusal([&] { (void)reader.read_column("metric", 0, 1); }), "has no trial column \"metric\""));
    EXPECT_TRUE(says(refusal([&] { (void)reader.read_table("no_row"); }), "has no table \"no_row\""));

    const auto headed = [](hdf5::File& file) {
        file.write_attribute("file_type", result_file_type);
        file.write_value("format_version", AttributeValue{result_format_version});
    };
    const std::uint64_t two[] = {2}, three[] = {3};
    write_other(folder / "yearless", [&](hdf5::File& file) {
        headed(file);
        auto trial = file.create_dataset("trial", hdf5::Type::int64, two);
        trial.mark_as_scale();
    });
    EXPECT_TRUE(says(opened(folder / "yearless"), "has no dataset \"year\"")) << opened(folder / "yearless");
    write_other(folder / "uneven", [&](hdf5::File& file) {
        headed(file);
        auto trial = file.create_dataset("trial", hdf5::Type::int64, two);
        trial.mark_as_scale();
        auto year = file.create_dataset("year", hdf5::Type::int64, two);
        year.mark_as_scale();
        auto paid = file.create_dataset("paid", hdf5::Type::float64, three);
        const hdf5::Dataset* scales[] = {&trial};
        paid.write_dimensions(scales);
    });
    EXPECT_TRUE(says(opened(folder / "uneven"), "has a column paid of another length")) << opened(folder / "uneven");
}

TEST(ResultReader, LeavesAloneWhatOthersAddedToTheFile) {
    const Folder folder;
    write_other(folder / "x", [&](hdf5::File& file) {
        file.write_attribute("file_type", result_file_type);
        file.write_value("format_version", AttributeValue{result_format_version});
        const std::uint64_t shape[] = {2, 2};
        (void)file.create_dataset("somebody_elses", hdf5::Type::float64, shape);
    });
    const ResultReader reader(folder / "x");
    EXPECT_TRUE(reader.trial_columns().empty());
    EXPECT_TRUE(reader.table_dims().empty());
}

TEST(ResultReader, KeepsHdf5FromPrinting) {
    const Folder folder;
    std::ofstream(folder / "text.h5") << std::string(10000, 'x');
    write_small(folder / "x.h5");
    std::filesystem::resize_file(folder / "x.h5", 1000);
    testing::internal::CaptureStderr();
    testing::internal::CaptureStdout();
    EXPECT_NE(opened(folder / "text.h5"), "");
    EXPECT_NE(opened(folder / "x.h5"), "");
    EXPECT_NE(refusal([&] {
                  ResultFile file(folder / "y.h5", 1, 1, {});
                  file.set_attribute("seed", 1);
                  file.set_attribute("seed", 1);
              }),
              "");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

}  // namespace
}  // namespace riskpool
