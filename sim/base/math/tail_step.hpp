// Steps that invert a tail area whose logarithm f(t) = log(tail / area) is concave in t, as those of the gamma and
// beta distributions are in log x and logit x. Newton's method then converges from anywhere and does not overshoot
// from the inner side; Halley's correction makes it cubic; a bracket makes sure that it ends.
#pragma once

#include <limits>

#include "sim/base/math/elementary.hpp"

namespace riskpool::math {

class TailStep {
public:
    TailStep(bool is_lower, double area) noexcept : sign_(is_lower ? 1 : -1), area_(area) {}

    [[nodiscard]] bool is_done() const noexcept { return is_done_; }

    /// How far t must move, given at the present t the tail, the density of t, and the slope of the density's
    /// logarithm.
    [[nodiscard]] double next(double tail, double density, double slope) noexcept {
        const double excess = (tail - area_) / area_;
        const bool is_near = excess < 0.5 && excess > -0.5;
        // -inf where the tail underflows; the step then goes by the bounds below.
        const double f = is_near ? log1p(excess) : log(tail) - log(area_);
        if (f == 0) {
            is_done_ = true;
            return 0;
        }
        const bool moves_up = (sign_ > 0) == (f < 0);
        (moves_up ? low_ : high_) = t_;
        double move = moves_up ? longest : -longest;
        if (tail > 0 && density > 0) {
            const double rate = density / tail;
            const double newton = sign_ * f / rate;
            const double curvature = slope - sign_ * rate;  // f'' / f', of the sign that makes f concave
            // Halley's divisor; far on the outer side, where it would shorten the step too much, Newton's step is
            // taken.
            const double halley = 1.0 - 0.5 * newton * curvature;
            const double wanted = -newton / (halley < 0.5 ? 0.5 : halley > 1.5 ? 1.0 : halley);
            if (wanted < longest && wanted > -longest) {
                move = wanted;
                const double size = (wanted < 0 ? -wanted : wanted) * (1.0 + (curvature < 0 ? -curvature : curvature));
                is_done_ = size < enough;
            }
        }
        if (!is_done_ && (t_ + move <= low_ || t_ + move >= high_)) move = 0.5 * (low_ + high_) - t_;
        t_ += move;
        is_done_ = is_done_ || ++steps_ == 100;
        return move;
    }

private:
    static constexpr double longest = 20;
    static constexpr double enough = 3e-6;  // the error after such a cubic step is its third power

    double sign_;
    double area_;
    double t_ = 0;  // counted from the start
    double low_ = -std::numeric_limits<double>::infinity();
    double high_ = std::numeric_limits<double>::infinity();
    int steps_ = 0;
    bool is_done_ = false;
};

}  // namespace riskpool::math
