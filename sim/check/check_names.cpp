#include "sim/check/check_names.hpp"

#include <algorithm>
#include <string>
#include <variant>

namespace riskpool {

namespace {

class NameCheck {
public:
    NameCheck(std::vector<Member> const& members, std::vector<Reinsurer> const& reinsurers, Insureds const& insureds,
              FieldFaults& faults)
        : members_(members), reinsurers_(reinsurers), insureds_(insureds), faults_(faults) {}

    void run(std::string const& path, CheckKinds const& check) {
        path_ = path;
        std::visit([&](auto const& kind) { look_up(kind); }, check);
    }

private:
    template <class Known>
    void expect(std::string const& list, std::size_t k, std::string const& field, std::string const& name,
                Known const& known) {
        const bool found = std::any_of(known.begin(), known.end(), [&](auto const& each) { return each.name == name; });
        if (found) return;
        faults_.add(path_ + '.' + list + '[' + std::to_string(k) + "]." + field,
                    '"' + name + "\" is no " + field + " of the scenario", "write the name as it stands there");
    }

    void look_up(RetainedPremiumLimit const& check) {
        for (std::size_t k = 0; k < check.other_premium.size(); ++k) {
            expect("other_premium", k, "member", check.other_premium[k].member, members_);
        }
    }
    void look_up(SolvencyMinimum const& check) {
        for (std::size_t k = 0; k < check.required.size(); ++k) {
            expect("required", k, "member", check.required[k].member, members_);
        }
    }
    void look_up(AffiliateLimit const& check) {
        for (std::size_t k = 0; k < check.affiliates.size(); ++k) {
            expect("affiliates", k, "insured", check.affiliates[k].insured, insureds_);
            expect("affiliates", k, "reinsurer", check.affiliates[k].reinsurer, reinsurers_);
        }
    }
    void look_up(LeadReinsurerRule const& check) {
        for (std::size_t k = 0; k < check.reinsurers.size(); ++k) {
            expect("reinsurers", k, "reinsurer", check.reinsurers[k].reinsurer, reinsurers_);
        }
    }
    void look_up(RiskUnitLimit const&) {}
    void look_up(OneReinsurerLimit const&) {}  // a sector that no insured has exempts nobody

    std::vector<Member> const& members_;
    std::vector<Reinsurer> const& reinsurers_;
    Insureds const& insureds_;
    FieldFaults& faults_;
    std::string path_;
};

}  // namespace

void check_names(Checks const& checks, std::vector<Member> const& members, std::vector<Reinsurer> const& reinsurers,
                 Insureds const& insureds, FieldFaults& faults) {
    NameCheck names(members, reinsurers, insureds, faults);
    for (std::size_t k = 0; k < checks.list.size(); ++k) {
        const auto kind = std::visit([](auto const& check) { return std::string(check.kind); }, checks.list[k]);
        names.run("list[" + std::to_string(k) + "]." + kind, checks.list[k]);
    }
}

}  // namespace riskpool
