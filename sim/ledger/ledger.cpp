#include "sim/ledger/ledger.hpp"

namespace riskpool {

PartyId Ledger::party(PartyKind kind, std::string_view name) {
    for (std::size_t i = 0; i < parties_.size(); ++i) {
        if (parties_[i].kind == kind && parties_[i].name == name) return PartyId{i};
    }
    parties_.push_back({kind, std::string(name)});
    return PartyId{parties_.size() - 1};
}

void Ledger::enter(PartyId payer, PartyId payee, Reason reason, std::size_t column, double part,
                   std::string_view treaty) {
    if (part != 0) lines_.push_back({payer, payee, reason, column, part, std::string(treaty)});
}

double Ledger::balance(PartyId party, std::span<std::vector<double> const> columns, std::size_t cell) const {
    double sum = 0;
    for (auto const& line : lines_) {
        if (line.payee == party) sum += line.amount(columns, cell);
        if (line.payer == party) sum -= line.amount(columns, cell);
    }
    return sum;
}

}  // namespace riskpool
