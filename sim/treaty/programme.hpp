// The programme: treaties in tiers. Treaties of one tier see the same subject loss; the next tier sees what they
// leave (methods 1.12).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/loss/assemble.hpp"
#include "sim/loss/block.hpp"
#include "sim/treaty/account.hpp"
#include "sim/treaty/any_treaty.hpp"
#include "sim/treaty/attachment_basis.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/contract_currency.hpp"
#include "sim/treaty/layer_sum.hpp"
#include "sim/treaty/selection.hpp"

namespace riskpool {

/// A currency compiled: what premiums are in each year of its rates. The last year holds for all later ones.
struct CurrencyPlan {
    ContractCurrency terms;
    bool exchanges_index = false;        // the index of events is money
    std::vector<PremiumOfYear> premium;  // for 100 %, in the contract's currency
    std::vector<double> premium_step;    // for 100 %, money of the scenario: premium less that of the first year

    [[nodiscard]] std::size_t entry(std::size_t year) const {
        return year < premium.size() ? year : premium.size() - 1;
    }
};

/// One treaty, compiled for one buyer.
struct ProgrammeTreaty {
    std::string name;
    std::string kind;
    std::string_view terms_in_order;  // in which the kind applies them
    Selection selection;
    std::size_t selected_as = 0;          // the first treaty of the tier with the same selection
    std::vector<std::size_t> added_back;  // treaties of earlier tiers that do not inure to its benefit
    bool kept = false;                    // a later treaty adds its recoveries back
    double placed = 1;
    std::vector<Line> lines;
    std::optional<CurrencyPlan> currency;  // where it is not that of the scenario
    double rate = 1;                       // money of the scenario for a unit of its currency, in the first year
    AttachmentBasis attachment_basis = AttachmentBasis::losses_occurring;
    std::vector<float> inception;  // per insured: when its policy begins; empty unless risks attach
    Account account;               // for 100 %, in its currency

    double premium = 0;        // money per year, for the placed part, before commission; where it moves, of the first
    double commission = 0;     // money per year that the reinsurers pay back
    double brokerage = 0;      // money per year that the reinsurers pay to a broker
    double annual_limit = 0;   // money: most that the placed part pays in a year, at the highest rate; may be infinite
    double limit_of_year = 0;  // the same for 100 %
    bool reinstates = false;   // it may ask for reinstatement premiums
    bool indemnity = true;     // it never pays more than the loss

    /// True if it works on the rows that it covers and needs none of the others: not to add back what others
    /// recovered, nor to pay by an index.
    [[nodiscard]] bool works_on_selection() const {
        return !selection.is_everything() && added_back.empty() && indemnity;
    }
    /// True if what it pays is known by its rows alone.
    [[nodiscard]] bool pays_by_row() const {
        return attachment_basis != AttachmentBasis::losses_occurring ||
               (currency && currency->terms.at == ExchangeDate::loss_date);
    }
};

/// Where the programme puts what it takes from each treaty, per cell and for the placed part.
struct TreatyColumns {
    std::span<double> recovery, reinstatement_premium, claims, exhausted;
    /// Empty unless the account depends on losses.
    std::span<double> premium_adjustment, commission_adjustment, profit_commission;
};

/// The outcome of the programme for one block: per cell in columns of the caller, per row in memory of its own.
struct ProgrammeOutcome {
    std::vector<TreatyColumns> treaties;  // in order of tiers, then of the file
    std::span<double> gross;              // per cell: subject loss of the first tier
    std::span<double> net;                // per cell: what the last tier leaves
    std::vector<double> net_rows;         // per row; empty unless rows were asked for
};

/// Losses that a reinsurer takes over by row, as the subject of its own retrocession.
struct Assumption {
    std::size_t treaty = 0;  // of the programme
    std::size_t slot = 0;    // of the rows handed over
    double part = 0;         // the reinsurer's part of the placed part
};

/// One answer of a treaty in its own years.
struct YearsAnswer {
    std::vector<double> row, cell, reinstatement_premium, claims, exhausted;
};

/// Memory that ceding keeps from block to block for contracts with a currency or years of their own.
struct ContractScratch {
    TreatyYears years;
    YearsAnswer answer, answer_at_first;  // the second: before the losses of the year after the treaty year began
    std::vector<double> rows_at_first, sums, counts;
    std::vector<double> event_rate, rows, cells;
    std::vector<double> cell_rate;  // per cell: money of the scenario for a unit that the contract recovered
    std::vector<std::uint32_t> cell_begin;
    LossBlock block;  // with industry losses in the contract's currency
};

/// What a treaty of a tier has selected, for those after it that select the same.
struct SelectionScratch {
    bool indexed = false;  // `index` is that of the block at hand
    RowIndex index;
    std::optional<std::size_t> selected_as;  // what `part` holds
    SelectedBlock part;
    std::vector<double> rows, cells;  // its subject losses
};

/// Memory that ceding keeps from block to block.
struct ProgrammeScratch {
    std::vector<double> subject, tier_recovery, recovery;
    std::vector<double> covered_rows, grossed_rows, risk_rows, events, cells, tier_cells, counts, before_annual_terms;
    std::vector<std::vector<double>> kept;  // per treaty: recoveries by row, where a later treaty adds them back
    std::vector<std::uint32_t> cell_begin;
    std::vector<TowerLayer> tower;
    std::vector<std::uint8_t> summed;  // per treaty: its layer is summed up with its tower
    SelectionScratch selection;
    ContractScratch contract;
};

struct ProgrammePlans;  // the plan of each treaty, in programme_plans.hpp

/// Treaties in tiers, compiled.
class Programme {
public:
    Programme() = default;
    /// Compiles `tiers`. `setting` is what the buyer takes of each insured and the premium for it; it is handed from
    /// tier to tier, net of proportional cessions. `sources` are the kinds of the scenario's sources.
    Programme(std::vector<Tier> const& tiers, TreatySetting setting, std::vector<std::string> const& sources = {});

    [[nodiscard]] std::size_t treaties() const;
    /// Treaty k, counted over all tiers.
    [[nodiscard]] ProgrammeTreaty const& treaty(std::size_t k) const;
    /// True if some treaty may pay more than the loss that it covers.
    [[nodiscard]] bool pays_beyond_rows() const;
    /// Adds what the treaties read of the block, where the net loss of rows is (or is not) wanted.
    void ask(bool rows_wanted, BlockDemand& demand) const;

    /// Hands the part of a treaty's recoveries by row to a reinsurer that cedes them on.
    void assume(Assumption const& assumption) { assumptions_.push_back(assumption); }

    /// Cedes the losses `subject` (per row of `block`: the buyer's part) into the columns of `outcome`, which the
    /// caller has set. With `rows_wanted` the outcome has the net loss of each row; without, a tier attributes
    /// recoveries to rows only if something later must see them. What reinsurers cede on is added to the rows of
    /// `assumed`.
    void cede(LossBlock const& block, std::span<double const> subject, bool rows_wanted, ProgrammeScratch& scratch,
              ProgrammeOutcome& outcome, std::span<std::vector<double>> assumed = {}) const;

private:
    struct Subjects {
        std::span<double const> rows, cells;
    };
    /// What one treaty works on.
    struct Seen {
        LossBlock const& block;
        Subjects subject;
        std::span<std::uint32_t const> row_of;      // per row: its row of the whole block; empty where it is the whole
        std::span<std::uint32_t const> cell_begin;  // per cell: its first row; one more entry for the end
    };
    [[nodiscard]] bool rows_needed(std::size_t tier, bool rows_wanted) const;
    void resolve_names(std::vector<std::vector<std::string>> const& not_inuring);
    [[nodiscard]] Seen select(ProgrammeTreaty const& treaty, LossBlock const& block, Subjects const& tier,
                              ProgrammeScratch& scratch) const;
    [[nodiscard]] Seen select_part(ProgrammeTreaty const& treaty, LossBlock const& block, Subjects const& tier,
                                   ProgrammeScratch& scratch) const;
    /// Lets treaty k answer, whatever its currency and its years.
    void answer(std::size_t k, ProgrammeTreaty const& treaty, LossBlock const& block, Subjects const& subject,
                Cession& cession, ProgrammeScratch& scratch) const;
    void answer_by_treaty_year(std::size_t k, ProgrammeTreaty const& treaty, LossBlock const& block,
                               Subjects const& subject, Cession& cession, ProgrammeScratch& scratch) const;
    void answer_in_years(std::size_t k, ProgrammeTreaty const& treaty, std::span<double const> rows,
                         YearsAnswer& answer, ProgrammeScratch& scratch) const;
    void answer_in_currency(std::size_t k, ProgrammeTreaty const& treaty, LossBlock const& block,
                            TreatyYears const* years, Subjects const& subject, Cession& cession,
                            ProgrammeScratch& scratch) const;
    void sum_towers(std::size_t tier, std::size_t first, LossBlock const& block, std::span<double const> rows,
                    ProgrammeScratch& scratch, ProgrammeOutcome& outcome) const;
    void apply(std::size_t k, LossBlock const& block, Subjects const& subject, Cession& cession,
               ProgrammeScratch& scratch) const;
    void cede_treaty(std::size_t k, ProgrammeTreaty const& treaty, LossBlock const& block, Subjects const& tier,
                     bool rows_out, ProgrammeScratch& scratch, TreatyColumns const& columns,
                     std::span<std::vector<double>> assumed) const;

    /// Adds the recoveries by row of treaty k to those of its tier, and to what others are to see of them.
    void book_rows(std::size_t k, ProgrammeTreaty const& treaty, Seen const& seen, ProgrammeScratch& scratch,
                   std::span<std::vector<double>> assumed) const;

    std::size_t insureds_ = 0;
    std::vector<std::vector<ProgrammeTreaty>> tiers_;
    std::shared_ptr<ProgrammePlans const> plans_;
    std::vector<Assumption> assumptions_;
};

}  // namespace riskpool
