// The core workload as one would first write it: trial by trial, year by year, with Boost.Random's mt19937 and
// distributions and vectors from the standard library. The denominator of the engine's speed, so it must stay honest:
// no tricks, and nothing slower than need be.
//
//     riskpool_naive EVENTS_A_YEAR TRIALS SEED [factors]     prints means, errors, deviations, VaR and TVaR as JSON
#include <algorithm>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/negative_binomial_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "bench/core_model.hpp"

namespace {

using namespace riskpool::bench;

using Generator = boost::random::mt19937;

/// Draws the yearly number of losses and each loss of one class.
class ClassSampler {
public:
    explicit ClassSampler(CoreClass const& terms)
        : clustered_(terms.size > 0),
          poisson_(terms.rate),
          negative_binomial_(std::max(terms.size, 1), terms.size / (terms.size + terms.rate)),
          rate_(terms.rate),
          size_(terms.size),
          loading_(terms.rate_loading),
          body_(terms.mu, terms.sigma),
          threshold_(terms.threshold()),
          exponent_(-1 / terms.shape) {}

    int draw_count(Generator& generator) { return clustered_ ? negative_binomial_(generator) : poisson_(generator); }

    /// In a year in which the common factor on rates is `factor`.
    int draw_count(Generator& generator, double factor) {
        const double rate = rate_ * std::exp(loading_ * factor - loading_ * loading_ / 2);
        if (!clustered_) return boost::random::poisson_distribution<int>(rate)(generator);
        return boost::random::negative_binomial_distribution<int>(size_, size_ / (size_ + rate))(generator);
    }

    /// The tail begins at the body's own quantile, so a draw of the body that lands above it is one of the tail.
    double draw_loss(Generator& generator) {
        const double loss = body_(generator);
        if (loss <= threshold_) return loss;
        return threshold_ * std::pow(1 - boost::random::uniform_01<double>()(generator), exponent_);
    }

private:
    bool clustered_;
    boost::random::poisson_distribution<int> poisson_;
    boost::random::negative_binomial_distribution<int> negative_binomial_;
    double rate_;
    int size_;
    double loading_;
    boost::random::lognormal_distribution<double> body_;
    double threshold_;
    double exponent_;
};

/// One number per (trial, year).
struct Column {
    std::string party;
    std::string quantity;
    bool tailed = false;  // VaR and TVaR are wanted
    bool shared = false;  // and so are the figures of each member
    std::vector<double> values;
};

class Simulation {
public:
    Simulation(CoreModel const& model, std::uint32_t seed) : model_(model), generator_(seed) {
        for (auto const& each : model.classes) samplers_.emplace_back(each);
        for (std::size_t l = 0; l < model.layers.size(); ++l) {
            const std::string name = "Layer " + std::to_string(l + 1);
            layer_recovery_.push_back({name, "recovery", true, false, {}});
            layer_reinstatement_.push_back({name, "reinstatement_premium", false, false, {}});
        }
        premium_ = model.premium();
    }

    void run(int trials) {
        for (int trial = 0; trial < trials; ++trial) {
            double fund = 0;
            for (int year = 0; year < model_.years; ++year) simulate_year(fund);
        }
    }

    [[nodiscard]] std::vector<Column*> columns() {
        std::vector<Column*> all{&gross_, &recovery_, &net_, &retained_, &result_};
        for (auto& column : layer_recovery_) all.push_back(&column);
        for (auto& column : layer_reinstatement_) all.push_back(&column);
        for (Column* column : {&stop_loss_, &accrual_, &interest_, &release_, &call_, &shortfall_, &balance_}) {
            all.push_back(column);
        }
        return all;
    }

private:
    void simulate_year(double& fund) {
        losses_.clear();
        if (model_.loss_loading > 0) {
            const double rates = normal_(generator_), s = model_.loss_loading;
            const double dearness = std::exp(s * normal_(generator_) - s * s / 2);
            for (auto& sampler : samplers_) {
                const int count = sampler.draw_count(generator_, rates);
                for (int i = 0; i < count; ++i) losses_.push_back(dearness * sampler.draw_loss(generator_));
            }
        } else {
            for (auto& sampler : samplers_) {
                const int count = sampler.draw_count(generator_);
                for (int i = 0; i < count; ++i) losses_.push_back(sampler.draw_loss(generator_));
            }
        }
        const double gross = std::accumulate(losses_.begin(), losses_.end(), 0.0);
        double recovery = 0;
        double reinstatement = 0;
        for (std::size_t l = 0; l < model_.layers.size(); ++l) {
            CoreLayer const& layer = model_.layers[l];
            double layer_losses = 0;
            for (const double loss : losses_) {
                if (loss > layer.attachment) layer_losses += std::min(loss - layer.attachment, layer.limit);
            }
            const double paid = std::min(std::max(layer_losses - layer.annual_deductible, 0.0), layer.annual_limit());
            const double reinstated = layer.premium * std::min(paid, layer.limit) / layer.limit;
            layer_recovery_[l].values.push_back(paid);
            layer_reinstatement_[l].values.push_back(reinstated);
            recovery += paid;
            reinstatement += reinstated;
        }
        const double left = gross - recovery;
        const double stopped = std::min(std::max(left - model_.stop_loss.attachment, 0.0), model_.stop_loss.limit);
        gross_.values.push_back(gross);
        recovery_.values.push_back(recovery + stopped);
        stop_loss_.values.push_back(stopped);
        net_.values.push_back(left - stopped);
        settle(fund, left - stopped, reinstatement);
    }

    void settle(double& fund, double net, double reinstatement) {
        CoreFund const& terms = model_.fund;
        const double premium = premium_ - model_.ceded_premium() - reinstatement;
        const double base = std::max(premium, 0.0);
        const double expenses = model_.expenses * premium_;
        const double interest = terms.interest * fund;
        fund += interest;
        const double wanted =
            terms.share_of_premium * base + terms.share_of_profit * std::max(premium - expenses - net, 0.0);
        const double accrual = std::min(wanted, std::max(terms.cap - fund, 0.0));
        fund += accrual;
        const double need = std::max(net - terms.trigger_loss_ratio * base, 0.0);
        const double release = std::min(need, terms.share_of_balance * fund);
        fund -= release;
        const double call = std::min(need - release, terms.call * base);
        interest_.values.push_back(interest);
        accrual_.values.push_back(accrual);
        release_.values.push_back(release);
        call_.values.push_back(call);
        shortfall_.values.push_back(need - release - call);
        balance_.values.push_back(fund);
        retained_.values.push_back(net - need);
        result_.values.push_back(premium - expenses - (net - release) - accrual);
    }

    CoreModel const& model_;
    Generator generator_;
    boost::random::normal_distribution<double> normal_;
    std::vector<ClassSampler> samplers_;
    std::vector<double> losses_;
    double premium_ = 0;

    Column gross_{"Pool", "gross_loss", true, true, {}};
    Column recovery_{"Pool", "recovery", true, false, {}};
    Column net_{"Pool", "net_loss", true, true, {}};
    Column retained_{"Pool", "retained_loss", true, false, {}};
    Column result_{"Pool", "result", false, true, {}};
    std::vector<Column> layer_recovery_, layer_reinstatement_;
    Column stop_loss_{"Stop loss", "recovery", true, false, {}};
    Column accrual_{"Pool fund", "accrual", false, false, {}};
    Column interest_{"Pool fund", "interest", false, false, {}};
    Column release_{"Pool fund", "release", true, false, {}};
    Column call_{"Pool fund", "call", true, false, {}};
    Column shortfall_{"Pool fund", "shortfall", true, false, {}};
    Column balance_{"Pool fund", "balance", false, false, {}};
};

struct Figures {
    double mean = 0, error = 0, sd = 0, var = 0, tvar = 0;
};

/// The error of the mean counts trials, whose years depend on each other through the fund.
Figures measure(Column& column, int years, double level) {
    std::vector<double>& values = column.values;
    const auto n = static_cast<double>(values.size());
    const double trials = n / years;
    Figures figures;
    figures.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double between = 0;
    double within = 0;
    for (std::size_t first = 0; first < values.size(); first += static_cast<std::size_t>(years)) {
        double of_trial = 0;
        for (std::size_t i = first; i < first + static_cast<std::size_t>(years); ++i) {
            const double deviation = values[i] - figures.mean;
            of_trial += deviation;
            within += deviation * deviation;
        }
        between += of_trial * of_trial;
    }
    figures.sd = std::sqrt(within / (n - 1));
    figures.error = std::sqrt(between / (trials - 1) / trials) / years;
    if (column.tailed) {
        const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::ceil(level * n - 1e-6)) - 1;
        std::nth_element(values.begin(), at, values.end());
        figures.var = *at;
        double excess = 0;
        for (auto value = at + 1; value < values.end(); ++value) excess += *value - figures.var;
        figures.tvar = figures.var + excess / (n * (1 - level));
    }
    return figures;
}

void print(Column const& column, std::string const& party, Figures const& figures, double part, bool first) {
    std::printf(
        "%s\n{\"party\": \"%s\", \"quantity\": \"%s\", \"aal\": %.17g, \"standard_error\": %.17g, \"sd\": %.17g",
        first ? "" : ",", party.c_str(), column.quantity.c_str(), part * figures.mean, part * figures.error,
        part * figures.sd);
    if (column.tailed) std::printf(", \"var\": %.17g, \"tvar\": %.17g", part * figures.var, part * figures.tvar);
    std::printf("}");
}

}  // namespace

int main(int count, char** arguments) {
    const bool factors = count == 5 && std::string(arguments[4]) == "factors";
    const bool fits = count == 4 || factors;
    const double events = fits ? std::atof(arguments[1]) : 0;
    const int trials = fits ? std::atoi(arguments[2]) : 0;
    if (!(events > 0) || trials < 2) {
        std::fprintf(stderr, "usage: %s EVENTS_A_YEAR TRIALS SEED [factors]\n", arguments[0]);
        return 2;
    }
    const CoreModel model = core_model(events, factors);
    Simulation simulation(model, static_cast<std::uint32_t>(std::atoi(arguments[3])));
    simulation.run(trials);
    std::printf("[");
    bool first = true;
    for (Column* column : simulation.columns()) {
        const Figures figures = measure(*column, model.years, model.level);
        print(*column, column->party, figures, 1, first);
        first = false;
        // All risks are shared by one key, so what a member gets of a figure is its share of it.
        for (std::size_t m = 0; m < model.shares.size() && column->shared; ++m) {
            print(*column, "Member " + std::to_string(m + 1), figures, model.shares[m], false);
        }
    }
    std::printf("\n]\n");
    return 0;
}
