// What a check finds before any trial: exact, since it follows from terms alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/loss/insured.hpp"
#include "sim/pool/member.hpp"

namespace riskpool {

/// One finding; a limit that is kept is a finding too.
struct Finding {
    std::string check;    // kind of the check
    std::string party;    // the member; of a lead reinsurer: who bought the treaty
    std::string subject;  // the risk unit, the reinsurer, the treaty: what is worst
    double measured = 0;
    double limit = 0;
    double use = 0;  // of the limit: above 1 is a breach
    bool breach = false;
    std::string words;  // one sentence
    bool operator==(Finding const&) const = default;
};

/// The members and insureds to which positions in liabilities refer.
struct CheckSetting {
    std::vector<Member> const& members;
    Insureds const& insureds;
};

/// The finding on what may be at most `limit`.
[[nodiscard]] Finding finding_on(std::string_view check, std::string party, std::string subject, double measured,
                                 double limit, std::string words);

/// True if a list names the sector.
[[nodiscard]] bool is_exempt(std::vector<std::string> const& exempt_sectors, std::string const& sector);

}  // namespace riskpool
