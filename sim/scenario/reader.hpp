// The strict reader: turns a tree into described values. It derives from the field lists alone; no kind has
// reading code of its own. It goes on after a fault, so that all faults are reported at once.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/base/diagnostic.hpp"
#include "sim/scenario/belief.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/number.hpp"
#include "sim/scenario/path.hpp"
#include "sim/scenario/table.hpp"

namespace riskpool {

/// Where a number comes from, as the file says it.
struct Provenance {
    std::string path;
    std::string value;   // as written
    std::string source;  // solidity code: P primary, S secondary, T weak, D derived, R recalled, J judgement
    std::string note;
};

/// A number of which a file says what is believed of it.
struct UncertainNumber {
    std::string path;
    std::string name;  // of the scenario's belief that it shares with other numbers; empty if it has one of its own
    Belief belief;
    std::string file;
    Place place;
};

/// Values that an outer loop has drawn for uncertain numbers, by path.
using DrawnValues = std::map<std::string, double, std::less<>>;

struct SourceEntry;
struct DefaultEntry;
struct BeliefEntry;
struct DependenceEntry;

template <class T>
struct Reading;  // a type with a reading of its own specialises this with `static void read(Reader&, Node const&, path,
                 // T&)`

template <class T>
concept HasOwnReading = requires {
    sizeof(Reading<T>);
};

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// Reads nodes into values and collects faults and provenance.
class Reader {
public:
    std::vector<Diagnostic> diagnostics;
    std::vector<Provenance> provenance;
    std::vector<UncertainNumber> uncertain;
    std::vector<SourceEntry> const* sources = nullptr;  // the registers of models, handed in by the composition root
    std::vector<DefaultEntry> const* defaults = nullptr;
    std::vector<BeliefEntry> const* beliefs = nullptr;
    Tables const* tables = nullptr;       // in which lists may stand
    Node const* named_beliefs = nullptr;  // the scenario's `beliefs`, to which numbers refer by name
    DrawnValues const* drawn = nullptr;   // values of uncertain numbers; their means where there is none
    std::vector<DependenceEntry> const* dependences = nullptr;

    [[nodiscard]] bool failed() const { return has_errors(diagnostics); }

    void report(Node const& node, std::string const& path, std::string problem, std::string hint) {
        diagnostics.push_back(
            {Level::error, node.file, node.place.line, node.place.column, path, std::move(problem), std::move(hint)});
    }

    /// Reads one value under the bound and unit of its field.
    template <class T>
    void read(Node const& node, std::string const& path, Bound const& bound, Unit unit, T& value) {
        if constexpr (HasOwnReading<T>) {
            Reading<T>::read(*this, node, path, value);
        } else if constexpr (is_optional<T>) {
            read(node, path, bound, unit, value.emplace());
        } else if constexpr (is_vector<T>) {
            read_list(node, path, bound, unit, value);
        } else if constexpr (is_family<T>) {
            read_family(node, path, value);
        } else if constexpr (Described<T>) {
            read_fields(node, path, value);
        } else if constexpr (IsChoice<T>) {
            read_choice(node, path, value);
        } else if constexpr (std::is_same_v<T, bool>) {
            read_truth(node, path, value);
        } else if constexpr (std::is_same_v<T, std::string>) {
            read_text(node, path, value);
        } else if constexpr (std::is_integral_v<T>) {
            read_integer(node, path, bound, value);
        } else {
            static_assert(std::is_floating_point_v<T>, "a field's type must be one that the reader knows");
            read_number(node, path, bound, unit, value);
        }
    }

    /// Reads the fields of a described value from a map: each key known and used once, each required field there.
    template <Described T>
    void read_fields(Node const& node, std::string const& path, T& value) {
        const std::size_t before = diagnostics.size();
        if (!node.is_map() && !node.is_null()) {
            return report(node, path,
                          "must be a map with the fields of " + std::string(T::kind) + ", not " + describe(node),
                          "write {field: value, ...}");
        }
        std::vector<std::string_view> known;
        for_each_field<T>([&](auto const& field) { known.push_back(field.name); });
        for (auto const& entry : node.entries) refuse_unknown_key(entry, node, path, T::kind, known);
        for_each_field<T>([&](auto const& field) {
            const std::string field_path = path_key(path, field.name);
            if (Node const* found = node.find(field.name)) {
                read(*found, field_path, field.bound, field.unit, value.*(field.member));
            } else if (field.need == Need::required) {
                report(node, field_path, "is missing", "it is: " + std::string(field.about));
            }
        });
        if constexpr (requires(FieldFaults & faults) { value.check(faults); }) {
            if (diagnostics.size() == before) {
                PlacedFaults faults(*this, node, path);
                value.check(faults);
            }
        }
    }

    /// Reads a one-key map `kind: {fields}` into the kind of a family.
    template <class Family>
    void read_family(Node const& node, std::string const& path, Family& value) {
        std::vector<std::string_view> kinds;
        for_each_kind<Family>([&]<class K>() { kinds.push_back(K::kind); });
        const std::optional<Node::Entry> chosen = sole_entry(node, path, kinds);
        if (!chosen) return;
        bool found = false;
        for_each_kind<Family>([&]<class K>() {
            if (chosen->key != K::kind) return;
            found = true;
            read_fields(chosen->value, path_key(path, K::kind), value.template emplace<K>());
        });
        if (!found) report_unknown_kind(*chosen, node, path, kinds);
    }

    /// Faults that a described value finds in itself, placed at the field named.
    class PlacedFaults final : public FieldFaults {
    public:
        PlacedFaults(Reader& reader, Node const& node, std::string path)
            : reader_(reader), node_(node), path_(std::move(path)) {}
        void add(std::string_view field, std::string_view problem, std::string_view hint) override;

    private:
        Reader& reader_;
        Node const& node_;
        std::string path_;
    };

    /// The only entry of a one-key map; the bare name of a kind stands for that kind without fields. Or a fault.
    std::optional<Node::Entry> sole_entry(Node const& node, std::string const& path,
                                          std::vector<std::string_view> const& kinds);
    void report_unknown_kind(Node::Entry const& entry, Node const& node, std::string const& path,
                             std::vector<std::string_view> const& kinds);
    void refuse_unknown_key(Node::Entry const& entry, Node const& node, std::string const& path, std::string_view kind,
                            std::vector<std::string_view> const& known);
    static std::string describe(Node const& node);
    /// The text of a number, with provenance or without.
    static std::string const& written(Node const& node);

    void read_text(Node const& node, std::string const& path, std::string& value);
    void read_truth(Node const& node, std::string const& path, bool& value);
    void read_number(Node const& node, std::string const& path, Bound const& bound, Unit unit, double& value);
    /// The list that {file: x.csv} stands for, or {file: x.csv, column: y} where its items are single values; none
    /// where faults have been reported.
    std::optional<Node> list_in_table(Node const& node, std::string const& path, bool in_cells);
    /// The names of the kinds of beliefs.
    [[nodiscard]] std::vector<std::string_view> belief_kinds() const;

private:
    /// A number as a belief, with its provenance: {pert: {low: 1%, mode: 2%, high: 5%}, source: J, note: "..."}, or
    /// {belief: name} of the scenario.
    void read_uncertain_number(Node const& node, std::string const& path, Bound const& bound, Unit unit, double& value);
    /// What stands in place of a number is a map: a belief, or a fault.
    [[nodiscard]] bool is_belief(Node const& node) const;
    /// The belief alone, of a number with its provenance; whatever else stands there is a fault.
    Node take_out_strangers(Node const& node, std::string const& path);
    /// The belief that the scenario gives the name, and where it stands; or a fault.
    Node const* find_named_belief(Node const& reference, std::string const& path);
    void read_source_and_note(Node const& node, std::string const& path, Provenance& origin);

    /// A number with its provenance: {value: 0.6%, source: D, note: "..."}
    void read_sourced_number(Node const& node, std::string const& path, Bound const& bound, Unit unit, double& value);

    /// True if some row has each field that must be given; else a fault, one for the whole table.
    template <Described T>
    bool has_required_columns(Node const& rows, std::string const& path) {
        const std::size_t before = diagnostics.size();
        for_each_field<T>([&](auto const& field) {
            const auto has = [&](Node const& row) { return row.find(field.name) != nullptr; };
            if (field.need == Need::optional || rows.items.empty()) return;
            if (std::any_of(rows.items.begin(), rows.items.end(), has)) return;
            report(rows, path, "the table has no column \"" + std::string(field.name) + '"',
                   "it is: " + std::string(field.about));
        });
        return diagnostics.size() == before;
    }

    template <class T>
    void read_list(Node const& node, std::string const& path, Bound const& bound, Unit unit, std::vector<T>& value) {
        constexpr bool in_cells = std::is_arithmetic_v<T> || std::is_same_v<T, std::string> || IsChoice<T>;
        constexpr bool in_table = in_cells || Described<T>;  // and no family, whose items are maps within maps
        if (in_table && node.is_map() && node.find("file") != nullptr) {
            const std::optional<Node> list = list_in_table(node, path, in_cells);
            if (list) read_list(*list, path, bound, unit, value);
            return;
        }
        if (!node.is_list()) {
            return report(node, path, "must be a list, not " + describe(node),
                          in_table ? "write [a, b], one item a line with `- `, or {file: table.csv}"
                                   : "write [a, b] or one item a line with `- `");
        }
        if constexpr (Described<T>) {
            if (node.from_table && !has_required_columns<T>(node, path)) return;
        }
        value.clear();
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            T item{};
            read(node.items[i], path_index(path, i), bound, unit, item);
            value.push_back(std::move(item));
        }
    }

    template <IsChoice E>
    void read_choice(Node const& node, std::string const& path, E& value) {
        std::vector<std::string_view> names;
        for (auto const& [name, each] : Choice<E>::values) {
            names.push_back(name);
            if (node.is_scalar() && node.text == name) {
                value = each;
                return;
            }
        }
        report_unknown_choice(node, path, names);
    }
    void report_unknown_choice(Node const& node, std::string const& path, std::vector<std::string_view> const& names);

    Unit inherited_ = Unit::none;  // of the number that a belief being read is about
    bool within_belief_ = false;

    template <class T>
    void read_integer(Node const& node, std::string const& path, Bound const& bound, T& value) {
        double number = 0;
        if (is_belief(node)) {
            return report(node, path, "must be one whole number, which cannot be uncertain", "give the likeliest one");
        }
        const std::size_t before = diagnostics.size();
        read_number(node, path, bound, Unit::count, number);
        if (diagnostics.size() != before) return;
        constexpr double exact = 9007199254740991.0;  // 2^53 - 1: beyond it doubles skip whole numbers
        const double top = std::min(static_cast<double>(std::numeric_limits<T>::max()), exact);
        if (number != std::floor(number)) return report(node, path, "must be a whole number, not " + written(node), "");
        if (number > top || number < static_cast<double>(std::numeric_limits<T>::lowest())) {
            const auto most = static_cast<std::uint64_t>(top);
            return report(node, path, "must be at most " + std::to_string(most) + ", not " + written(node), "");
        }
        value = static_cast<T>(number);
    }
};

}  // namespace riskpool
