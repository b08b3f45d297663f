// Prints the core workload as a scenario file: riskpool_core_scenario 10 > bench/scenarios/core_10.yaml
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "bench/core_model.hpp"

namespace {

using namespace riskpool::bench;

void write_sources(CoreModel const& model) {
    fmt::print("insureds:\n");
    for (std::size_t k = 0; k < model.classes.size(); ++k) {
        fmt::print("  - {{name: Class {}, premium: {}}}\n", k + 1, model.premium_of(model.classes[k]));
    }
    fmt::print("sources:\n");
    for (std::size_t k = 0; k < model.classes.size(); ++k) {
        CoreClass const& each = model.classes[k];
        fmt::print("  - collective_risk:\n");
        if (model.loss_loading > 0) fmt::print("      name: class {}\n", k + 1);
        fmt::print("      covers: {{insureds: [Class {}]}}\n", k + 1);
        if (each.size == 0) {
            fmt::print("      frequency: {{poisson: {{mean: {}}}}}\n", each.rate);
        } else {
            fmt::print("      frequency: {{negative_binomial: {{mean: {}, size: {}}}}}\n", each.rate, each.size);
        }
        fmt::print("      severity:\n        spliced:\n          body: {{lognormal: {{mu: {}, sigma: {}}}}}\n", each.mu,
                   each.sigma);
        fmt::print("          tail_probability: {}\n          tail: {{pareto: {{threshold: {}, shape: {}}}}}\n",
                   each.tail_probability, each.threshold(), each.shape);
    }
}

void write_dependence(CoreModel const& model) {
    fmt::print("dependence:\n  - gaussian_factor:\n      loadings:\n");
    for (std::size_t k = 0; k < model.classes.size(); ++k) {
        fmt::print("        - {{source: class {}, rate: {}}}\n", k + 1, model.classes[k].rate_loading);
    }
    fmt::print("  - gaussian_factor:\n      loadings:\n");
    for (std::size_t k = 0; k < model.classes.size(); ++k) {
        fmt::print("        - {{source: class {}, severity: {}}}\n", k + 1, model.loss_loading);
    }
}

void write_pool(CoreModel const& model) {
    fmt::print("pools:\n  - name: Pool\n    shares:\n      by_table:\n        table:\n");
    for (std::size_t m = 0; m < model.shares.size(); ++m) {
        fmt::print("          - {{member: Member {}, share: {}}}\n", m + 1, model.shares[m]);
    }
    fmt::print("    expenses: {}\n    programme:\n", model.expenses);
    for (std::size_t l = 0; l < model.layers.size(); ++l) {
        CoreLayer const& layer = model.layers[l];
        fmt::print(
            "      {} cat_xl: {{name: Layer {}, limit: {}, attachment: {}, premium: {}, annual_deductible: {}, "
            "reinstatements: [1.0]}}\n",
            l == 0 ? "- -" : "  -", l + 1, layer.limit, layer.attachment, layer.premium, layer.annual_deductible);
    }
    CoreStopLoss const& stop = model.stop_loss;
    fmt::print("      - - stop_loss: {{name: Stop loss, attachment: {}, limit: {}, premium: {}}}\n", stop.attachment,
               stop.limit, stop.premium);
    CoreFund const& fund = model.fund;
    fmt::print("    reserve_fund:\n      interest: {}\n      accrual:\n", fund.interest);
    fmt::print("        - share_of_premium: {{rate: {}}}\n        - share_of_underwriting_profit: {{rate: {}}}\n",
               fund.share_of_premium, fund.share_of_profit);
    fmt::print("      cap: {}\n      trigger: {{loss_ratio: {}}}\n      release: {{share_of_balance: {}}}\n", fund.cap,
               fund.trigger_loss_ratio, fund.share_of_balance);
    fmt::print("      call: {{rate: {}}}\n", fund.call);
}

}  // namespace

int main(int count, char** arguments) {
    const bool factors = count == 3 && std::string_view(arguments[2]) == "factors";
    const double events = count == 2 || factors ? std::atof(arguments[1]) : 0;
    if (!(events > 0)) {
        fmt::print(stderr, "usage: {} EVENTS_A_YEAR [factors]\n", arguments[0]);
        return 2;
    }
    const CoreModel model = core_model(events, factors);
    fmt::print("# Written by bench/write_core_scenario.cpp from bench/core_model.hpp; change those, not this.\n");
    fmt::print("schema: 1\nname: Core workload, {} events a year{}\n", events, factors ? ", common factors" : "");
    fmt::print("about: A benchmark. Terms exercise the engine and describe no real pool.\n");
    fmt::print("currency: MCNY\nyears: {}\nmembers:\n", model.years);
    for (std::size_t m = 0; m < model.shares.size(); ++m) fmt::print("  - {{name: Member {}}}\n", m + 1);
    write_sources(model);
    if (factors) write_dependence(model);
    write_pool(model);
    fmt::print("metrics: [aal: {{}}, sd: {{}}, var: {{level: {0}}}, tvar: {{level: {0}}}]\n", model.level);
    fmt::print("output: {{trials: false}}\n");
    return 0;
}
