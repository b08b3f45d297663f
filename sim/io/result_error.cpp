#include "sim/io/result_error.hpp"

#include <utility>

namespace riskpool {

namespace {

std::string sentence(std::string const& path, std::string const& problem, std::string const& hint) {
    std::string text = path + ": " + problem;
    if (!hint.empty()) text += "; " + hint;
    return text;
}

}  // namespace

ResultError::ResultError(std::string path, std::string problem, std::string hint)
    : std::runtime_error(sentence(path, problem, hint)),
      path_(std::move(path)),
      problem_(std::move(problem)),
      hint_(std::move(hint)) {}

}  // namespace riskpool
