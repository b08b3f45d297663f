#include "sim/scenario/reader.hpp"

#include <gtest/gtest.h>

namespace riskpool {

enum class Colour : std::uint8_t { red, blue };
template <>
struct Choice<Colour> {
    static constexpr std::array values{std::pair{std::string_view{"red"}, Colour::red},
                                       std::pair{std::string_view{"blue"}, Colour::blue}};
};

namespace {

struct Square {
    double side = 0;
    static constexpr std::string_view kind = "square";
    static constexpr std::string_view about = "A square.";
    static constexpr auto fields = field_list(required("side", &Square::side, positive, Unit::money, "Its side."));
};

struct Blank {
    static constexpr std::string_view kind = "blank";
    static constexpr std::string_view about = "Nothing.";
    static constexpr auto fields = field_list();
};

using Figures = Kinds<Square, Blank>;

struct Drawing {
    std::string title;
    double part = 0.5;
    std::uint32_t copies = 1;
    bool framed = false;
    Colour colour = Colour::red;
    std::vector<double> widths;
    std::vector<Figures> figures;
    std::optional<Figures> frame;
    std::optional<Square> paper;

    static constexpr std::string_view kind = "drawing";
    static constexpr std::string_view about = "A drawing.";
    static constexpr auto fields = field_list(
        required("title", &Drawing::title, "Its title."),
        optional("part", &Drawing::part, unit_interval, Unit::fraction, "Its part."),
        optional("copies", &Drawing::copies, not_negative, Unit::count, "Its copies."),
        optional("framed", &Drawing::framed, "Whether framed."), optional("colour", &Drawing::colour, "Its colour."),
        optional("widths", &Drawing::widths, positive, Unit::money, "Its widths."),
        optional("figures", &Drawing::figures, "Its figures."), optional("frame", &Drawing::frame, "Its frame."),
        optional("paper", &Drawing::paper, "Its paper."));
    void check(FieldFaults& faults) const {
        if (framed && !frame) faults.add("framed", "has no frame", "give one");
        if (figures.size() > 2) faults.add("figures[2].square.side", "is one too many", "");
    }
};

struct Read {
    Drawing drawing;
    std::vector<Diagnostic> diagnostics;
    std::vector<Provenance> provenance;
};

Read read(std::string const& text) {
    Reader reader;
    const Node root = parse_document(text, "x.yaml", reader.diagnostics);
    Read result;
    reader.read_fields(root, "", result.drawing);
    result.diagnostics = reader.diagnostics;
    result.provenance = reader.provenance;
    return result;
}

Read sound(std::string const& text) {
    Read result = read(text);
    for (auto const& each : result.diagnostics) ADD_FAILURE() << to_string(each);
    return result;
}

/// The only fault, as printed.
std::string fault(std::string const& text) {
    const Read result = read(text);
    EXPECT_EQ(result.diagnostics.size(), 1U) << text;
    return result.diagnostics.empty() ? "" : to_string(result.diagnostics.front());
}

TEST(Reader, ReadsEveryTypeOfField) {
    const Drawing drawing = sound(
                                "title: T\npart: 25%\ncopies: 3\nframed: true\ncolour: blue\nwidths: [1k, 2]\n"
                                "figures: [{square: {side: 2m}}, {blank: {}}]\nframe: {blank: {}}\npaper: {side: 7}\n")
                                .drawing;
    EXPECT_EQ(drawing.title, "T");
    EXPECT_EQ(drawing.part, 0.25);
    EXPECT_EQ(drawing.copies, 3U);
    EXPECT_TRUE(drawing.framed);
    EXPECT_EQ(drawing.colour, Colour::blue);
    EXPECT_EQ(drawing.widths, (std::vector<double>{1000, 2}));
    ASSERT_EQ(drawing.figures.size(), 2U);
    EXPECT_EQ(std::get<Square>(drawing.figures[0]).side, 2e6);
    EXPECT_TRUE(std::holds_alternative<Blank>(drawing.figures[1]));
    EXPECT_TRUE(drawing.frame.has_value());
    ASSERT_TRUE(drawing.paper.has_value());
    EXPECT_EQ(drawing.paper->side, 7);
}

TEST(Reader, KeepsTheDefaultsOfFieldsLeftOut) {
    const Drawing drawing = sound("title: T\n").drawing;
    EXPECT_EQ(drawing.part, 0.5);
    EXPECT_EQ(drawing.copies, 1U);
    EXPECT_FALSE(drawing.frame.has_value());
}

TEST(Reader, TakesTheBareNameOfAKindForTheKindWithoutFields) {
    for (auto const* text : {"blank", "{blank: }", "{blank: {}}"}) {
        const Drawing drawing = sound("title: T\nframe: " + std::string(text) + "\n").drawing;
        EXPECT_TRUE(std::holds_alternative<Blank>(drawing.frame.value())) << text;
    }
    EXPECT_EQ(fault("title: T\nframe: square\n"), "x.yaml:2:8: error: frame.square.side: is missing; it is: Its side.");
}

TEST(Reader, KeepsTheProvenanceOfANumber) {
    const Read result = sound("title: T\npart: {value: 30%, source: J, note: a guess}\nwidths: [{value: 1k}]\n");
    EXPECT_EQ(result.drawing.part, 0.3);
    EXPECT_EQ(result.drawing.widths.at(0), 1000);
    ASSERT_EQ(result.provenance.size(), 2U);
    EXPECT_EQ(result.provenance[0].path, "part");
    EXPECT_EQ(result.provenance[0].value, "30%");
    EXPECT_EQ(result.provenance[0].source, "J");
    EXPECT_EQ(result.provenance[0].note, "a guess");
    EXPECT_EQ(result.provenance[1].path, "widths[0]");
}

TEST(Reader, PlacesAMissingFieldAtItsMapAndAnUnknownOneAtItsKey) {
    EXPECT_EQ(fault("\npart: 1\n"), "x.yaml:2:1: error: title: is missing; it is: Its title.");
    EXPECT_EQ(fault("title: T\npaper: {side: 1, sde: 2}\n"),
              "x.yaml:2:18: error: paper.sde: is not a field of square; did you mean \"side\"?");
    EXPECT_EQ(fault("title: T\npaper: {side: 1, zzzz: 2}\n"),
              "x.yaml:2:18: error: paper.zzzz: is not a field of square; its fields: side");
}

TEST(Reader, PlacesWhatATypeSaysOfItselfAtTheFieldNamed) {
    EXPECT_EQ(fault("title: T\nframed: true\n"), "x.yaml:2:9: error: framed: has no frame; give one");
    EXPECT_EQ(fault("title: T\nfigures:\n  - blank\n  - blank\n  - square: {side: 5}\n"),
              "x.yaml:5:20: error: figures[2].square.side: is one too many");
}

TEST(Reader, AsksATypeOnlyWhenItsFieldsAreSound) {
    EXPECT_EQ(fault("title: T\nframed: true\npart: 2\n"),
              "x.yaml:3:7: error: part: must be between 0 and 1 (0% and 100%), not 2");
}

TEST(Reader, GoesOnAfterAFault) {
    const auto found = read(
                           "titel: T\npart: -1\ncopies: 1.5\nframed: yes\ncolour: bleu\nwidths: 5\n"
                           "figures: [{sqare: {}}]\npaper: [1]\n")
                           .diagnostics;
    EXPECT_EQ(found.size(), 9U);  // eight, and the title that is missing
}

TEST(Reader, RefusesAQuotedNumberAndKeepsAnUnquotedTextOfDigits) {
    EXPECT_NE(fault("title: T\npart: '0.5'\n").find("is a text; remove the quotation marks"), std::string::npos);
    EXPECT_EQ(sound("title: 010\n").drawing.title, "010");
}

TEST(Reader, ReadsWholeNumbersExactlyOrNotAtAll) {
    EXPECT_EQ(sound("title: T\ncopies: 4294967295\n").drawing.copies, 4294967295U);
    EXPECT_EQ(sound("title: T\ncopies: 1e3\n").drawing.copies, 1000U);
    EXPECT_EQ(sound("title: T\ncopies: {value: 12, source: P}\n").drawing.copies, 12U);
    EXPECT_NE(fault("title: T\ncopies: 4294967296\n").find("must be at most 4294967295, not 4294967296"),
              std::string::npos);
    EXPECT_NE(fault("title: T\ncopies: {value: 1.5}\n").find("must be a whole number, not 1.5"), std::string::npos);
    EXPECT_NE(fault("title: T\ncopies: .inf\n").find("must be 0 or more"), std::string::npos);
    EXPECT_NE(fault("title: T\ncopies: -1\n").find("must be 0 or more"), std::string::npos);

    Reader reader;
    const Node root = parse_document("9007199254740991", "x.yaml", reader.diagnostics);
    std::uint64_t seed = 0;
    reader.read(root, "seed", not_negative, Unit::count, seed);
    EXPECT_EQ(seed, 9007199254740991U);
    const Node beyond = parse_document("9007199254740993", "x.yaml", reader.diagnostics);
    reader.read(beyond, "seed", not_negative, Unit::count, seed);
    EXPECT_EQ(reader.diagnostics.size(), 1U);  // not 9007199254740992 without a word
}

TEST(Reader, NeverReadsANegativeZero) {
    EXPECT_FALSE(std::signbit(sound("title: T\npart: -0\n").drawing.part));
}

TEST(Reader, PutsMessagesIntoOneLine) {
    const std::string message = fault("title: T\npart: \"" + std::string(200, 'x') + "\\nand more\"\n");
    EXPECT_EQ(message.find('\n'), std::string::npos);
    EXPECT_LT(message.size(), 160U);
    EXPECT_NE(message.find("xxx...\""), std::string::npos);
}

}  // namespace
}  // namespace riskpool
