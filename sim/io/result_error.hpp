// What can go wrong with a result file: which file, what is wrong, and what to do about it.
#pragma once

#include <stdexcept>
#include <string>

namespace riskpool {

/// A result file that cannot be written or read. `what()` is "path: problem; hint".
class ResultError : public std::runtime_error {
public:
    /// `problem` says what is wrong and why, `hint` what to do (may be empty).
    ResultError(std::string path, std::string problem, std::string hint);
    [[nodiscard]] std::string const& path() const { return path_; }
    [[nodiscard]] std::string const& problem() const { return problem_; }
    [[nodiscard]] std::string const& hint() const { return hint_; }

private:
    std::string path_;
    std::string problem_;
    std::string hint_;
};

}  // namespace riskpool
