// A placed message: where, what is wrong, and what to do about it.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace riskpool {

enum class Level : std::uint8_t { error, warning };

/// One fault of an input. `line` and `column` count from 1; 0 means that the fault has no place in the file.
struct Diagnostic {
    Level level = Level::error;
    std::string file;
    int line = 0;
    int column = 0;
    std::string path;     // path grammar: pools[0].programme[1][0].cat_xl.limit
    std::string problem;  // what is wrong and why
    std::string hint;     // what to do; may be empty
    bool operator==(Diagnostic const&) const = default;
};

/// `file:line:column: error: path: problem; hint`, the form that editors understand.
[[nodiscard]] std::string to_string(Diagnostic const& diagnostic);

/// True if at least one is an error.
[[nodiscard]] bool has_errors(std::vector<Diagnostic> const& diagnostics);

/// The same faults in the order in which a person meets them: those of `first_file` by line and column, then those of
/// each other file. A fault said twice of one place (a column of a table, which every row shows) is kept once.
[[nodiscard]] std::vector<Diagnostic> in_order_of_place(std::vector<Diagnostic> diagnostics,
                                                        std::string_view first_file);

/// The name among `known` that a person most likely meant by `word`, or empty when none is near.
[[nodiscard]] std::string_view nearest(std::string_view word, std::vector<std::string_view> const& known);

/// All faults of an input at once.
class ScenarioError : public std::runtime_error {
public:
    explicit ScenarioError(std::vector<Diagnostic> diagnostics);
    [[nodiscard]] std::vector<Diagnostic> const& diagnostics() const { return diagnostics_; }

private:
    std::vector<Diagnostic> diagnostics_;
};

}  // namespace riskpool
