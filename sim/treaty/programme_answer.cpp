// What a treaty answers whose terms are in another currency, or whose years count other losses than the year's own.
#include <algorithm>

#include "sim/treaty/layer_sum.hpp"
#include "sim/treaty/programme.hpp"

namespace riskpool {

namespace {

/// The year of the run in which a cell of the treaty begins; the treaty year before the first has the first's rate.
std::size_t year_of(std::size_t cell, LossBlock const& block, TreatyYears const* years) {
    const std::size_t year = cell % block.cells.years;
    const std::size_t before = years == nullptr ? 0 : years->years_before;
    return year > before ? year - before : 0;
}

/// Fills the rate of each event, and of each cell that of its inception.
void find_rates(ContractCurrency const& terms, LossBlock const& block, TreatyYears const* years,
                ContractScratch& scratch) {
    const bool by_date = terms.at == ExchangeDate::loss_date;
    scratch.event_rate.resize(block.events());
    scratch.cell_rate.resize(block.cells.size());
    for (std::size_t c = 0; c < block.cells.size(); ++c) {
        const std::size_t year = year_of(c, block, years);
        const double rate = terms.rate_of_year(year);
        scratch.cell_rate[c] = rate;
        for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            if (!by_date || (years == nullptr && block.aggregate[e] != 0)) {
                scratch.event_rate[e] = rate;
            } else {
                const double date = static_cast<double>(year) + static_cast<double>(block.time[e]);
                scratch.event_rate[e] = terms.rate_on(years == nullptr ? date : years->loss_date[e]);
            }
        }
    }
}

/// Divides the losses of each row by the rate of its event.
void exchange_rows(LossBlock const& block, std::span<double const> from, std::span<double const> rate,
                   std::vector<double>& to) {
    to.resize(from.size());
    for (std::size_t e = 0; e < block.events(); ++e) {
        for (std::size_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) to[r] = from[r] / rate[e];
    }
}

/// Turns recoveries by row back into money of the scenario. With `by_date` the rate of a cell becomes the mean of its
/// recoveries' rates, weighted by them.
void return_rows(LossBlock const& block, std::span<double> recovery, bool by_date, ContractScratch& scratch) {
    for (std::size_t c = 0; c < block.cells.size(); ++c) {
        double recovered = 0, worth = 0;
        for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            for (std::size_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) {
                recovered += recovery[r];
                recovery[r] *= scratch.event_rate[e];
                worth += recovery[r];
            }
        }
        if (by_date && recovered > 0) scratch.cell_rate[c] = worth / recovered;
    }
}

/// Sums of the rows of each cell, in the order in which a programme adds up its own.
void sum_years(LossBlock const& block, std::span<double const> rows, ContractScratch& scratch,
               std::vector<double>& cells) {
    const std::size_t n = block.cells.size();
    scratch.cell_begin.resize(n + 1);
    for (std::size_t c = 0; c <= n; ++c) scratch.cell_begin[c] = block.cell_row_begin(c);
    cells.resize(n);
    scratch.counts.resize(n);
    sum_layers(rows, scratch.cell_begin, 0, infinity, cells, scratch.counts);
}

/// Books what the treaty years of risks attaching owe and count in the years of the losses that brought it about: what
/// they came to before the losses of their second year in the year in which they begin, and the growth in the next.
void book_by_loss_year(YearsAnswer const& all, YearsAnswer const& first, std::size_t years, Cession& cession) {
    for (std::size_t cell = 0; cell < cession.cell_recovery.size(); ++cell) {
        const std::size_t begun_before =
            cell / years * (years + 1) + cell % years;  // the treaty year from the year before
        const std::size_t begins = begun_before + 1;
        const auto booked = [&](std::vector<double> YearsAnswer::*column) {
            const double grown = (all.*column)[begun_before] - (first.*column)[begun_before];
            return (first.*column)[begins] + std::max(grown, 0.0);
        };
        cession.reinstatement_premium[cell] = booked(&YearsAnswer::reinstatement_premium);
        cession.claims[cell] = booked(&YearsAnswer::claims);
        cession.exhausted[cell] = std::min(booked(&YearsAnswer::exhausted), 1.0);
    }
}

}  // namespace

void Programme::answer(std::size_t k, ProgrammeTreaty const& treaty, LossBlock const& block, Subjects const& subject,
                       Cession& cession, ProgrammeScratch& scratch) const {
    if (treaty.attachment_basis != AttachmentBasis::losses_occurring) {
        answer_by_treaty_year(k, treaty, block, subject, cession, scratch);
    } else if (treaty.currency) {
        answer_in_currency(k, treaty, block, nullptr, subject, cession, scratch);
    } else {
        apply(k, block, subject, cession, scratch);
    }
}

void Programme::answer_in_currency(std::size_t k, ProgrammeTreaty const& treaty, LossBlock const& block,
                                   TreatyYears const* years, Subjects const& subject, Cession& cession,
                                   ProgrammeScratch& scratch) const {
    ContractScratch& own = scratch.contract;
    CurrencyPlan const& currency = *treaty.currency;
    const bool by_date = currency.terms.at == ExchangeDate::loss_date;
    find_rates(currency.terms, block, years, own);
    exchange_rows(block, subject.rows, own.event_rate, own.rows);
    if (by_date) {
        sum_years(block, own.rows, own, own.cells);
    } else {
        own.cells.resize(subject.cells.size());
        for (std::size_t c = 0; c < own.cells.size(); ++c) own.cells[c] = subject.cells[c] / own.cell_rate[c];
    }
    LossBlock const* seen = &block;
    if (currency.exchanges_index) {
        own.block = block;
        exchange_rows(block, block.loss, own.event_rate, own.block.loss);
        for (std::size_t e = 0; e < own.block.index.size(); ++e) own.block.index[e] /= own.event_rate[e];
        seen = &own.block;
    }
    apply(k, *seen, {own.rows, own.cells}, cession, scratch);
    if (!cession.row_recovery.empty()) return_rows(block, cession.row_recovery, by_date, own);
    for (std::size_t c = 0; c < own.cell_rate.size(); ++c) {
        const std::size_t year = year_of(c, block, years);
        const double premium = currency.premium[currency.entry(year)].premium;
        const double first = currency.premium.front().premium;
        // the plan has charged reinstatements by the premium of the first year
        const double part = premium != first && first > 0 ? premium / first : 1;
        cession.cell_recovery[c] *= own.cell_rate[c];
        cession.reinstatement_premium[c] *= part * currency.terms.rate_of_year(year);
    }
}

void Programme::answer_in_years(std::size_t k, ProgrammeTreaty const& treaty, std::span<double const> rows,
                                YearsAnswer& answer, ProgrammeScratch& scratch) const {
    ContractScratch& own = scratch.contract;
    LossBlock const& block = own.years.block;
    const std::size_t cells = block.cells.size();
    sum_years(block, rows, own, own.sums);
    answer.row.resize(rows.size());
    answer.cell.resize(cells);
    answer.reinstatement_premium.assign(cells, 0.0);
    answer.claims.resize(cells);
    answer.exhausted.resize(cells);
    Cession cession{answer.row, answer.cell, answer.reinstatement_premium, answer.claims, answer.exhausted};
    if (treaty.currency) {
        answer_in_currency(k, treaty, block, &own.years, {rows, own.sums}, cession, scratch);
    } else {
        apply(k, block, {rows, own.sums}, cession, scratch);
    }
}

void Programme::answer_by_treaty_year(std::size_t k, ProgrammeTreaty const& treaty, LossBlock const& block,
                                      Subjects const& subject, Cession& cession, ProgrammeScratch& scratch) const {
    ContractScratch& own = scratch.contract;
    TreatyYears& years = own.years;
    const bool by_policy = treaty.attachment_basis == AttachmentBasis::risks_attaching;
    if (by_policy) {
        attach_by_policy(block, subject.rows, treaty.inception, years);
    } else {
        attach_by_report(block, subject.rows, years);
    }
    answer_in_years(k, treaty, years.rows, own.answer, scratch);
    if (by_policy) {
        own.rows_at_first.assign(years.rows.begin(), years.rows.end());
        for (std::size_t e = 0; e < years.block.events(); ++e) {
            if (years.later[e] == 0) continue;
            std::fill(own.rows_at_first.begin() + years.block.row_begin[e],
                      own.rows_at_first.begin() + years.block.row_begin[e + 1], 0.0);
        }
        answer_in_years(k, treaty, own.rows_at_first, own.answer_at_first, scratch);
        book_by_loss_year(own.answer, own.answer_at_first, block.cells.years, cession);
    } else {
        std::copy(own.answer.reinstatement_premium.begin(), own.answer.reinstatement_premium.end(),
                  cession.reinstatement_premium.begin());
        std::copy(own.answer.claims.begin(), own.answer.claims.end(), cession.claims.begin());
        std::copy(own.answer.exhausted.begin(), own.answer.exhausted.end(), cession.exhausted.begin());
    }
    // what is recovered belongs to the loss, and so to its year
    std::fill(cession.row_recovery.begin(), cession.row_recovery.end(), 0.0);
    for (std::size_t r = 0; r < years.row_origin.size(); ++r) {
        cession.row_recovery[years.row_origin[r]] += own.answer.row[r];
    }
    sum_years(block, cession.row_recovery, own, own.sums);
    std::copy(own.sums.begin(), own.sums.end(), cession.cell_recovery.begin());
    if (!treaty.currency) return;
    own.cell_rate.resize(block.cells.size());
    for (std::size_t c = 0; c < own.cell_rate.size(); ++c) {
        own.cell_rate[c] = treaty.currency->terms.rate_of_year(c % block.cells.years);
    }
}

}  // namespace riskpool
