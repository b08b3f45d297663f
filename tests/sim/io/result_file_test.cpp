#include "sim/io/result_file.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

#include "sim/io/result_reader.hpp"
#include "tests/sim/io/result_folder.hpp"

namespace riskpool {
namespace {

using namespace testing_io;
constexpr double infinite = std::numeric_limits<double>::infinity();

std::string bytes_of(std::filesystem::path const& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

void expect_figures(ResultReader const& reader, std::uint64_t first, std::uint64_t trials, std::uint32_t years) {
    ASSERT_EQ(reader.trials(), trials);
    ASSERT_EQ(reader.years(), years);
    EXPECT_EQ(reader.first_trial(), first);
    EXPECT_EQ(reader.trial_columns(), figure_columns());
    const auto paid = reader.read_column("paid", 0, trials);
    const auto reserve = reader.read_column("reserve", 0, trials);
    const auto ruin = reader.read_column("ruin_year", 0, trials);
    for (std::uint64_t t = 0; t < trials; ++t) {
        for (std::uint32_t y = 0; y < years; ++y) {
            ASSERT_EQ(paid[t * years + y], figure(first + t, y, 0)) << "trial " << t << " year " << y;
            ASSERT_EQ(reserve[t * years + y], figure(first + t, y, 1)) << "trial " << t << " year " << y;
        }
        ASSERT_EQ(ruin[t], figure(first + t, 0, 2)) << "trial " << t;
    }
}

// 70 000 trials are one full chunk and a part of the flat column, five and a part of the yearly ones (13 107 rows
// each).
TEST(ResultFile, GivesBackEveryTrialAcrossChunks) {
    for (const Storage storage : {Storage::float32, Storage::float64}) {
        const Folder folder;
        ResultFile file(folder / "x.h5", 70000, 5, figure_columns(), storage);
        append_figures(file, 1000, 70000, 5, 777);
        EXPECT_EQ(file.trials_appended(), 70000u);
        file.commit();
        expect_figures(ResultReader(folder / "x.h5"), 1000, 70000, 5);
    }
}

TEST(ResultFile, DoesNotDependOnHowTrialsWereHandedOver) {
    const Folder folder;
    for (const std::uint32_t step : {1u, 13107u, 30000u}) {
        ResultFile file(folder / std::to_string(step), 30000, 5, figure_columns());
        file.set_attribute("seed", 7);
        append_figures(file, 0, 30000, 5, step);
        file.write_table("metric_row", metric_rows());
        file.commit();
    }
    const std::string bytes = bytes_of(folder / "1");
    EXPECT_GT(bytes.size(), 30000u * 5 * 2 * 4);
    EXPECT_TRUE(bytes == bytes_of(folder / "13107"));
    EXPECT_TRUE(bytes == bytes_of(folder / "30000"));
}

TEST(ResultFile, HoldsTheTrialsAppendedWhenARunStopsEarly) {
    const Folder folder;
    for (const std::uint64_t trials : {0u, 1u, 13107u, 13108u, 40000u}) {
        ResultFile file(folder / "x.h5", 1000000, 5, figure_columns());
        append_figures(file, 3, trials, 5, 5000);
        file.commit();
        expect_figures(ResultReader(folder / "x.h5"), trials == 0 ? 0 : 3, trials, 5);
        EXPECT_LT(std::filesystem::file_size(folder / "x.h5"), 3000000u);
    }
}

TEST(ResultFile, KeepsTrialsOfMoreYearsThanAChunkHasValues) {
    const Folder folder;
    const std::uint32_t years = 70000;
    ResultFile file(folder / "x.h5", 3, years, figure_columns(), Storage::float64);
    append_figures(file, 0, 3, years, 2);
    file.commit();
    expect_figures(ResultReader(folder / "x.h5"), 0, 3, years);
}

TEST(ResultFile, ReadsAnyRangeOfTrials) {
    const Folder folder;
    ResultFile file(folder / "x.h5", 30000, 2, figure_columns());
    append_figures(file, 0, 30000, 2, 1000);
    file.commit();
    const ResultReader reader(folder / "x.h5");
    const auto part = reader.read_column("reserve", 29998, 2);
    EXPECT_EQ(part, (std::vector<double>{figure(29998, 0, 1), figure(29998, 1, 1), figure(29999, 0, 1),
                                         figure(29999, 1, 1)}));
    EXPECT_TRUE(reader.read_column("paid", 30000, 0).empty());
    EXPECT_NE(refusal([&] { (void)reader.read_column("paid", 29999, 2); }), "");
    EXPECT_NE(refusal([&] { (void)reader.read_column("paid", ~std::uint64_t{0}, 2); }), "");
}

TEST(ResultFile, GivesBackTablesInTheOrderOfWriting) {
    const Folder folder;
    write_small(folder / "x.h5");
    const ResultReader reader(folder / "x.h5");
    EXPECT_EQ(reader.table_dims(), (std::vector<std::string>{"metric_row", "party"}));
    EXPECT_EQ(reader.read_table("metric_row"), metric_rows());
    auto party = party_rows();
    party[1].units = "day";  // "days" would make xarray turn the numbers into time spans
    EXPECT_EQ(reader.read_table("party"), party);
}

TEST(ResultFile, AddsASecondTableToTheSameDimension) {
    const Folder folder;
    ResultFile file(folder / "x.h5", 10, 3, figure_columns());
    const TableColumn discount[] = {{"discount", "1", "", std::vector<double>{1, 0.5, 0.25}}};
    file.write_table("year", discount);
    file.write_table("party", party_rows());
    const TableColumn rank[] = {{"rank", "1", "", std::vector<std::int64_t>{3, 1, 2}}};
    file.write_table("party", rank);
    const TableColumn longer[] = {{"other", "1", "", std::vector<std::int64_t>{3, 1}}};
    EXPECT_THROW(file.write_table("party", longer), std::logic_error);
    EXPECT_THROW(file.commit(), std::logic_error) << "after a fault nothing may be published";

    ResultFile good(folder / "x.h5.2", 10, 3, figure_columns());
    good.write_table("year", discount);
    good.write_table("party", party_rows());
    good.write_table("party", rank);
    good.commit();
    const ResultReader reader(folder / "x.h5.2");
    EXPECT_EQ(reader.table_dims(), (std::vector<std::string>{"year", "party"}));
    EXPECT_EQ(reader.read_table("year").at(0), discount[0]);
    EXPECT_EQ(reader.read_table("party").at(2), rank[0]);
}

TEST(ResultFile, KeepsTablesWithoutRowsAndMissingValues) {
    const Folder folder;
    ResultFile file(folder / "x.h5", 0, 1, {});
    const TableColumn none[] = {{"who", "", "", std::vector<std::string>{}}, {"what", "", "", std::vector<double>{}}};
    file.write_table("nobody", none);
    const TableColumn gap[] = {{"error", "1", "", std::vector<double>{std::nan(""), infinite}}};
    file.write_table("gap", gap);
    file.commit();
    const ResultReader reader(folder / "x.h5");
    EXPECT_EQ(reader.read_table("nobody"), std::vector<TableColumn>(std::begin(none), std::end(none)));
    const auto read = std::get<std::vector<double>>(reader.read_table("gap").at(0).values);
    EXPECT_TRUE(std::isnan(read.at(0)));
    EXPECT_EQ(read.at(1), infinite);
    EXPECT_EQ(reader.trials(), 0u);
    EXPECT_EQ(reader.years(), 0u);
    EXPECT_TRUE(reader.trial_columns().empty()) << "without trial columns there is no trial table";
}

TEST(ResultFile, GivesBackAttributesOfEveryKind) {
    const Folder folder;
    std::string scenario = "schema: 1\nname: 集成电路共保体\n";
    while (scenario.size() < 3000000) scenario += "# a comment of a long scenario\n";
    {
        ResultFile file(folder / "x.h5", 0, 1, {});
        file.set_attribute("scenario", scenario);
        file.set_attribute("empty", "");
        file.set_attribute("seed", ~std::uint64_t{0});
        file.set_attribute("shift", -3);
        file.set_attribute("level", 0.995);
        for (int k = 0; k < 20; ++k) file.set_attribute("attribute" + std::to_string(k), k);
        file.commit();
    }
    const ResultReader reader(folder / "x.h5");
    EXPECT_EQ(reader.text("file_type"), "riskpool result");
    EXPECT_EQ(reader.attributes().at("format_version"), AttributeValue{std::int64_t{2}});
    EXPECT_TRUE(reader.text("scenario") == scenario);
    EXPECT_EQ(reader.text("empty"), "");
    EXPECT_EQ(reader.attributes().at("seed"), AttributeValue{~std::uint64_t{0}});
    EXPECT_EQ(reader.attributes().at("shift"), AttributeValue{std::int64_t{-3}});
    EXPECT_EQ(reader.number("level"), 0.995);
    EXPECT_EQ(reader.number("attribute19"), 19);
    EXPECT_EQ(reader.attributes().size(), 27u);
    EXPECT_NE(refusal([&] { (void)reader.text("nothing"); }), "");
    EXPECT_NE(refusal([&] { (void)reader.text("seed"); }), "");
    EXPECT_NE(refusal([&] { (void)reader.number("scenario"); }), "");
}

TEST(ResultFile, RefusesFiguresItCannotHoldAndNamesThem) {
    const Folder folder;
    const double too_large = 3.5e38;  // the largest float is 3.4028235e38
    for (const double bad : {std::nan(""), infinite, -infinite, too_large, -too_large}) {
        ResultFile file(folder / "x.h5", 100, 5, {{"paid", "CNY", "", true}});
        std::vector<double> values(50, 1);
        values[32] = bad;
        const std::vector<std::span<double const>> spans{values};
        const std::string message = refusal([&] { file.append_trials(20, 10, spans); });
        EXPECT_NE(message.find("column paid (trial 26, year 3)"), message.npos) << message;
        EXPECT_THROW(file.commit(), std::logic_error);
    }
    EXPECT_TRUE(folder.names().empty());
    ResultFile file(folder / "x.h5", 1, 1, {{"paid", "CNY", "", true}}, Storage::float64);
    const std::vector<std::span<double const>> spans{std::span(&too_large, 1)};
    file.append_trials(0, 1, spans);
    file.commit();
    EXPECT_EQ(ResultReader(folder / "x.h5").read_column("paid", 0, 1).at(0), too_large);
}

TEST(ResultFile, RefusesNamesAndTextsThatReadersWouldStumbleOver) {
    const Folder folder;
    for (const std::string name : {"", ".", "a/b", "two\nlines", "\xff", "trial", "year"}) {
        EXPECT_NE(refusal([&] { ResultFile(folder / "x.h5", 1, 1, {{name, "", "", true}}); }), "") << name;
    }
    EXPECT_NE(refusal([&] { ResultFile(folder / "x.h5", 1, 1, {{"a", "", "", true}, {"a", "", "", false}}); }), "");
    ResultFile file(folder / "x.h5", 1, 1, {});
    EXPECT_NE(refusal([&] { file.set_attribute("scenario", "\xd2\xda"); }), "");
    ResultFile twice(folder / "y.h5", 1, 1, {});
    twice.set_attribute("seed", 1);
    EXPECT_NE(refusal([&] { twice.set_attribute("seed", 2); }), "");
}

TEST(ResultFile, RefusesTrialsOutOfOrderOrOfAnotherShape) {
    const Folder folder;
    const auto append = [&](ResultFile& file, std::uint64_t first, std::uint32_t n, std::size_t values) {
        const std::vector<double> column(values, 1.0);
        const std::vector<std::span<double const>> spans{column};
        file.append_trials(first, n, spans);
    };
    ResultFile file(folder / "x.h5", 10, 2, {{"paid", "CNY", "", true}});
    append(file, 5, 4, 8);
    EXPECT_THROW(append(file, 8, 1, 2), std::logic_error);
    EXPECT_THROW(append(file, 10, 1, 2), std::logic_error);
    EXPECT_THROW(append(file, 9, 1, 1), std::logic_error);
    EXPECT_THROW(append(file, 9, 7, 14), std::logic_error);
    EXPECT_THROW(file.append_trials(9, 1, {}), std::logic_error);
    append(file, 9, 6, 12);
    file.commit();
    EXPECT_EQ(ResultReader(folder / "x.h5").trials(), 10u);
    EXPECT_THROW(append(file, 15, 0, 0), std::logic_error) << "finished";
    EXPECT_THROW(file.commit(), std::logic_error) << "finished";
    EXPECT_THROW(ResultFile(folder / "y.h5", 1, 0, {}), std::logic_error) << "no year";
}

}  // namespace
}  // namespace riskpool
