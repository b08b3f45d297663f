#include "sim/scenario/csv.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

Node sound(std::string const& text) {
    std::vector<Diagnostic> diagnostics;
    Node table = parse_csv(text, "x.csv", diagnostics);
    for (auto const& each : diagnostics) ADD_FAILURE() << to_string(each);
    return table;
}

std::vector<Diagnostic> faults(std::string const& text) {
    std::vector<Diagnostic> diagnostics;
    (void)parse_csv(text, "x.csv", diagnostics);
    return diagnostics;
}

TEST(Csv, MakesAMapOfEachLine) {
    const Node table = sound("name,value\nA,1\nB,2\n");
    ASSERT_EQ(table.items.size(), 2U);
    EXPECT_TRUE(table.is_list());
    EXPECT_EQ(table.items[1].find("name")->text, "B");
    EXPECT_EQ(table.items[1].find("value")->text, "2");
}

TEST(Csv, LeavesOutTheFieldOfAnEmptyCell) {
    const Node table = sound("name,value,rating\nA,,AA\n");
    EXPECT_EQ(table.items[0].find("value"), nullptr);
    EXPECT_EQ(table.items[0].find("rating")->text, "AA");
}

TEST(Csv, ReadsQuotedCellsAsRfc4180Says) {
    const Node table = sound("name,about\n\"A, or B\",\"says \"\"yes\"\"\"\n \"C\" , d \n");
    EXPECT_EQ(table.items[0].find("name")->text, "A, or B");
    EXPECT_EQ(table.items[0].find("about")->text, "says \"yes\"");
    EXPECT_EQ(table.items[1].find("name")->text, "C");
    EXPECT_EQ(table.items[1].find("about")->text, "d");
}

TEST(Csv, SkipsCommentsAndEmptyLinesAndReadsWindowsLineEnds) {
    const Node table = sound("\xEF\xBB\xBF# source: nobody\r\n\r\nname\r\n  # another\r\nA\r\nB");
    ASSERT_EQ(table.items.size(), 2U);
    EXPECT_EQ(table.items[0].find("name")->text, "A");
    EXPECT_EQ(table.items[1].find("name")->text, "B");
}

TEST(Csv, KnowsTheLineAndColumnOfEveryCell) {
    const Node table = sound("# c\n  name, value\n险, 5\n");
    Node::Entry const& value = table.items[0].entries[1];
    EXPECT_EQ(value.value.place.line, 3);
    EXPECT_EQ(value.value.place.column, 4);
    EXPECT_EQ(value.place.line, 2);  // the key stands in the header
    EXPECT_EQ(value.place.column, 9);
    EXPECT_EQ(value.value.file, "x.csv");
}

TEST(Csv, ReportsEveryRaggedLine) {
    const auto found = faults("a,b\n1\n1,2\n1,2,3\n");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].line, 2);
    EXPECT_NE(found[0].problem.find("has 1 cells, and the header 2"), std::string::npos);
    EXPECT_EQ(found[1].line, 4);
}

TEST(Csv, ReportsAHeaderThatNamesAColumnTwiceOrNotAtAll) {
    EXPECT_EQ(faults("a,b,a\n1,2,3\n").at(0).column, 5);
    EXPECT_EQ(faults("a,,b\n1,2,3\n").at(0).column, 3);
    EXPECT_EQ(faults("").size(), 1U);
}

TEST(Csv, ReportsQuotationsThatDoNotEndWithTheirCell) {
    EXPECT_EQ(faults("a,b\n1,\"2\n").at(0).column, 3);
    EXPECT_EQ(faults("a,b\n1,\"2\"3\n").at(0).column, 6);
}

TEST(Csv, ReportsWhatIsNoUtf8) {
    EXPECT_EQ(faults("a\n\xFF\n").at(0).line, 2);
}

}  // namespace
}  // namespace riskpool
