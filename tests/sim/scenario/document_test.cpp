#include "sim/scenario/document.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

struct Parsed {
    Node root;
    std::vector<Diagnostic> diagnostics;
};

Parsed parse(std::string const& text) {
    Parsed parsed;
    parsed.root = parse_document(text, "x.yaml", parsed.diagnostics);
    return parsed;
}

Node sound(std::string const& text) {
    Parsed parsed = parse(text);
    for (auto const& each : parsed.diagnostics) ADD_FAILURE() << to_string(each);
    return std::move(parsed.root);
}

/// The only fault of a text.
Diagnostic fault(std::string const& text) {
    const Parsed parsed = parse(text);
    EXPECT_EQ(parsed.diagnostics.size(), 1U) << text.substr(0, 80);
    return parsed.diagnostics.empty() ? Diagnostic{} : parsed.diagnostics.front();
}

void expect_place(Place const& place, int line, int column) {
    EXPECT_EQ(place.line, line);
    EXPECT_EQ(place.column, column);
}

TEST(Document, KnowsTheKindOfEveryNode) {
    const Node root = sound("a: 1\nb: [x, 'y']\nc: {d: e}\nf:\ng: ~\nh: ''\ni: |\n  5\n");
    EXPECT_TRUE(root.is_map());
    EXPECT_TRUE(root.find("a")->is_scalar());
    EXPECT_FALSE(root.find("a")->quoted);
    EXPECT_TRUE(root.find("b")->is_list());
    EXPECT_FALSE(root.find("b")->items[0].quoted);
    EXPECT_TRUE(root.find("b")->items[1].quoted);
    EXPECT_TRUE(root.find("c")->is_map());
    EXPECT_TRUE(root.find("f")->is_null());
    EXPECT_TRUE(root.find("g")->is_null());
    EXPECT_TRUE(root.find("h")->is_scalar());  // an empty text is a text
    EXPECT_TRUE(root.find("i")->quoted);       // and so is a block of text
    EXPECT_EQ(root.find("j"), nullptr);
}

TEST(Document, KnowsTheLineAndColumnOfKeysAndValues) {
    const Node root = sound("first: 1\nsecond:\n  - {a: 5, b: [6,   7]}\n  -\n    c: x\n");
    expect_place(root.place, 1, 1);
    expect_place(root.entries[0].place, 1, 1);
    expect_place(root.entries[0].value.place, 1, 8);
    expect_place(root.entries[1].place, 2, 1);
    Node const& items = root.entries[1].value;
    expect_place(items.place, 3, 3);
    expect_place(items.items[0].place, 3, 5);
    expect_place(items.items[0].entries[1].place, 3, 12);
    expect_place(items.items[0].entries[1].value.items[1].place, 3, 21);
    expect_place(items.items[1].place, 5, 5);
    expect_place(items.items[1].entries[0].value.place, 5, 8);
}

TEST(Document, CountsColumnsInCharactersAsEditorsDo) {
    const Node root = sound("a: {名称: 险, b: 5}\n亿: \U0001F525\n");
    expect_place(root.find("a")->entries[1].place, 1, 12);
    expect_place(root.find("a")->entries[1].value.place, 1, 15);
    expect_place(root.entries[1].value.place, 2, 4);
}

TEST(Document, PlacesAMissingValueAtItsKey) {
    const Node root = sound("a: 1\nb:\n\n# far away\nc: 2\nd: {e: , f: 1}\n");
    expect_place(root.find("b")->place, 2, 1);
    expect_place(root.find("d")->find("e")->place, 6, 5);
}

TEST(Document, PlacesAMissingItemAtItsList) {
    const Node root = sound("a:\n  -\n  - 5\n");
    expect_place(root.find("a")->items[0].place, 2, 3);
}

TEST(Document, ReadsWindowsLineEndsAndAByteOrderMark) {
    const Node root = sound("\xEF\xBB\xBFname: x\r\nb: y\r\n");
    EXPECT_EQ(root.find("name")->text, "x");
    expect_place(root.entries[0].value.place, 1, 7);
    expect_place(root.find("b")->place, 2, 4);
}

TEST(Document, ReportsADuplicateKeyWithBothItsLines) {
    const Diagnostic twice = fault("a: 1\nb: 2\na: 3\n");
    EXPECT_EQ(twice.line, 3);
    EXPECT_EQ(twice.column, 1);
    EXPECT_NE(twice.problem.find("\"a\" stands twice"), std::string::npos);
    EXPECT_NE(twice.hint.find("line 1"), std::string::npos);
    EXPECT_TRUE(parse("a: {x: 1}\nb: {x: 1}\n").diagnostics.empty());
}

TEST(Document, RepeatsWhatAnAliasStandsForAtThePlaceOfTheAlias) {
    const Node root = sound("a: &x {b: 5}\nc: *x\n");
    EXPECT_EQ(root.find("c")->find("b")->text, "5");
    expect_place(root.find("c")->place, 2, 4);
}

TEST(Document, RefusesAliasesThatGrowWithoutEnd) {
    EXPECT_NE(fault("a: &x [*x]\n").problem.find("within what it repeats"), std::string::npos);
    std::string laughs = "a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n";
    for (int i = 1; i < 12; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int k = 0; k < 10; ++k) laughs += (k == 0 ? "" : ", ") + before;
        laughs += "]\n";
    }
    EXPECT_NE(fault(laughs).problem.find("repeat too much"), std::string::npos);
}

TEST(Document, RefusesToNestBeyondWhatAStackHolds) {
    std::string lists, maps, dashes, questions;
    for (int i = 0; i < 100'000; ++i) {
        lists += '[';
        maps += "{a: ";
        dashes += "- ";
        questions += "? ";
    }
    for (auto const& text : {"a: " + lists, "a: " + maps, dashes + 'a', questions}) {
        EXPECT_NE(fault(text).problem.find("nested more than 64 levels"), std::string::npos);
    }
    EXPECT_TRUE(parse(std::string(64, '[') + std::string(64, ']')).diagnostics.empty());
}

TEST(Document, RefusesTagsWhereverTheyStand) {
    EXPECT_EQ(fault("a: !!int 5\n").column, 4);
    EXPECT_EQ(fault("a: !x [5]\n").column, 4);
    EXPECT_EQ(fault("a: !x {b: 5}\n").column, 4);
    EXPECT_NE(fault("!x a: 5\n").problem.find("tag"), std::string::npos);
}

TEST(Document, RefusesASecondDocumentAndKeepsTheFirst) {
    const Parsed parsed = parse("a: 1\n---\nb: 2\nb: 3\n");
    ASSERT_EQ(parsed.diagnostics.size(), 1U);
    EXPECT_EQ(parsed.diagnostics[0].line, 3);
    EXPECT_NE(parsed.root.find("a"), nullptr);
    EXPECT_EQ(parsed.root.find("b"), nullptr);
}

TEST(Document, ReportsWhatIsNoYamlAtItsPlace) {
    EXPECT_EQ(fault("a: [1, 2\nb: 3\n").line, 2);
    EXPECT_EQ(fault("a: 1\n   b: 2\n").line, 2);
    const Diagnostic tab = fault("a:\n\tb: 2\n");
    EXPECT_EQ(tab.line, 2);
    EXPECT_EQ(tab.column, 1);
    EXPECT_NE(tab.hint.find("spaces"), std::string::npos);
}

TEST(Document, ReportsAnEmptyFile) {
    for (auto const* text : {"", "\n\n", "# nothing but this\n", "\xEF\xBB\xBF"}) {
        EXPECT_NE(fault(text).problem.find("no YAML document"), std::string::npos);
    }
}

// yaml-cpp takes the byte 4 for the end of the file and would drop all that follows.
TEST(Document, NeverDropsTheRestOfAFileInSilence) {
    EXPECT_EQ(fault("a: 1\nb: \x04\nc: 3\n").line, 2);
}

TEST(Document, ReportsAQuotationThatIsNeverClosedWhereItBegins) {
    for (auto const* text : {"a: 1\nb: 'open\nc: 3\n", "a: 1\nb: \"open\nc: 3\n", "a: 1\nb: \"open\\\"\n",
                             "a: 1\nb: 'it''s\n", "a: 1\nb: &x 'open\n"}) {
        const Diagnostic open = fault(text);
        EXPECT_EQ(open.line, 2) << text;
        EXPECT_EQ(open.column, 4) << text;
        EXPECT_NE(open.problem.find("never closed"), std::string::npos) << text;
    }
    EXPECT_EQ(sound("a: 'it''s'\nb: \"say \\\"x\\\"\"\n").find("a")->text, "it's");
    EXPECT_EQ(sound("a: it's\nb: 5\" disk\nc: \"''\"\n").find("b")->text, "5\" disk");
}

TEST(Document, RefusesDirectives) {
    EXPECT_EQ(fault("a: 1\n%b: 2\n").line, 2);
    EXPECT_EQ(fault("%YAML 1.1\n---\na: 1\n").line, 1);
    EXPECT_EQ(sound("a: 30%\nb:\n  \"%\"\n").find("b")->text, "%");
}

TEST(Document, RefusesKeysThatAreNoNames) {
    for (auto const* text : {"{a: 1}: 2\n", "[a]: 2\n", "? \n: 2\n", "a: 1\n<<: {b: 2}\n"}) {
        EXPECT_FALSE(parse(text).diagnostics.empty()) << text;
    }
}

}  // namespace
}  // namespace riskpool
