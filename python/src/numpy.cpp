#include "python/src/bindings.hpp"

namespace nb = nanobind;

namespace riskpool::python {

namespace {

template <class T>
nb::object take_over(std::vector<T> values, std::vector<std::size_t> shape) {
    if (shape.empty()) shape.push_back(values.size());
    auto* kept = new std::vector<T>(std::move(values));
    const nb::capsule owner(kept, [](void* memory) noexcept { delete static_cast<std::vector<T>*>(memory); });
    const nb::ndarray<nb::numpy, T> array(kept->data(), shape.size(), shape.data(), owner);
    return nb::cast(array);
}

}  // namespace

nb::object to_numpy(std::vector<double> values, std::vector<std::size_t> shape) {
    return take_over(std::move(values), std::move(shape));
}

nb::object to_numpy(std::vector<std::int64_t> values) {
    return take_over(std::move(values), {});
}

nb::object to_numpy(std::vector<std::uint32_t> values) {
    return take_over(std::move(values), {});
}

nb::object to_numpy(std::vector<float> values) {
    return take_over(std::move(values), {});
}

}  // namespace riskpool::python
