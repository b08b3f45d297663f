// One line of the ledger as a figure: what passes from one party to another in a mean year.
#pragma once

#include <string>

namespace riskpool {

struct TransferRow {
    std::string payer;
    std::string payer_kind;
    std::string payee;
    std::string payee_kind;
    std::string reason;
    std::string treaty;  // under which it is due; empty for other money
    double mean = 0;     // money per year
    double standard_error = 0;
};

}  // namespace riskpool
