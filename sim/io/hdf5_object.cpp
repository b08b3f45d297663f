// Attributes of the root group and of datasets.
#include <hdf5.h>

#include <utility>

#include "sim/io/hdf5.hpp"
#include "sim/io/hdf5_call.hpp"
#include "sim/io/result_error.hpp"
#include "sim/io/utf8.hpp"

namespace riskpool::hdf5 {

namespace {

Handle create_attribute(std::string const& file, Id object, std::string_view name, Id type, std::string const& action) {
    const Handle creation(checked(file, action, [] { return H5Pcreate(H5P_ATTRIBUTE_CREATE); }));
    checked(file, action, [&] { return H5Pset_char_encoding(creation.get(), H5T_CSET_UTF8); });
    const Handle scalar(checked(file, action, [] { return H5Screate(H5S_SCALAR); }));
    const std::string terminated(name);
    return Handle(checked(file, action, [&] {
        return H5Acreate2(object, terminated.c_str(), type, scalar.get(), creation.get(), H5P_DEFAULT);
    }));
}

std::optional<AttributeValue> read_text_value(Id attribute, Id type) {
    if (H5Tis_variable_str(type) > 0) {
        char* text = nullptr;
        const Handle memory_type(H5Tget_native_type(type, H5T_DIR_DEFAULT));
        if (H5Aread(attribute, memory_type.get(), &text) < 0) return std::nullopt;
        std::string copy = text == nullptr ? "" : text;
        H5free_memory(text);
        return copy;
    }
    std::string text(H5Tget_size(type), '\0');
    if (H5Aread(attribute, type, text.data()) < 0) return std::nullopt;
    return text.substr(0, text.find('\0'));
}

template <class Number>
std::optional<AttributeValue> read_number(Id attribute, Id memory_type) {
    Number number{};
    if (H5Aread(attribute, memory_type, &number) < 0) return std::nullopt;
    return number;
}

}  // namespace

Object::Object(std::string file, std::string label, Handle handle)
    : file_(std::move(file)), label_(std::move(label)), handle_(std::move(handle)) {}

void Object::write_attribute(std::string_view name, std::string_view text) {
    const std::string action = "write the attribute " + std::string(name) + " of " + label_;
    if (!is_plain_utf8(text)) {
        throw ResultError(file_, "cannot " + action + ": the text is not UTF-8", "save its source as UTF-8");
    }
    const Handle type = text_type(file_);
    const Handle attribute = create_attribute(file_, id(), name, type.get(), action);
    const std::string terminated(text);
    const char* pointer = terminated.c_str();
    checked(file_, action, [&] { return H5Awrite(attribute.get(), type.get(), &pointer); });
}

void Object::write_value(std::string_view name, AttributeValue const& value) {
    if (auto const* text = std::get_if<std::string>(&value)) return write_attribute(name, std::string_view(*text));
    const std::string action = "write the attribute " + std::string(name) + " of " + label_;
    const QuietErrors quiet;
    const Id types[][2] = {
        {H5T_STD_I64LE, H5T_NATIVE_INT64}, {H5T_STD_U64LE, H5T_NATIVE_UINT64}, {H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE}};
    auto const& [on_disk, in_memory] = types[value.index() - 1];
    const Handle attribute = create_attribute(file_, id(), name, on_disk, action);
    void const* number = std::visit([](auto const& v) { return static_cast<void const*>(&v); }, value);
    checked(file_, action, [&, type = in_memory] { return H5Awrite(attribute.get(), type, number); });
}

std::vector<std::string> Object::attribute_names() const {
    const QuietErrors quiet;
    H5O_info_t info{};
    if (H5Oget_info2(id(), &info, H5O_INFO_NUM_ATTRS) < 0) throw_failure(file_, "list the attributes of " + label_);
    std::vector<std::string> names;
    for (hsize_t i = 0; i < info.num_attrs; ++i) {
        const ssize_t length = H5Aget_name_by_idx(id(), ".", H5_INDEX_NAME, H5_ITER_INC, i, nullptr, 0, H5P_DEFAULT);
        if (length < 0) throw_failure(file_, "list the attributes of " + label_);
        std::string name(static_cast<std::size_t>(length), '\0');
        H5Aget_name_by_idx(id(), ".", H5_INDEX_NAME, H5_ITER_INC, i, name.data(), name.size() + 1, H5P_DEFAULT);
        names.push_back(std::move(name));
    }
    return names;
}

std::optional<AttributeValue> Object::read_attribute(std::string_view name) const {
    const QuietErrors quiet;
    const std::string terminated(name);
    if (H5Aexists(id(), terminated.c_str()) <= 0) return std::nullopt;
    const Handle attribute(H5Aopen(id(), terminated.c_str(), H5P_DEFAULT));
    const Handle space(H5Aget_space(attribute.get()));
    const Handle type(H5Aget_type(attribute.get()));
    if (H5Sget_simple_extent_npoints(space.get()) != 1) return std::nullopt;
    switch (H5Tget_class(type.get())) {
        case H5T_STRING: return read_text_value(attribute.get(), type.get());
        case H5T_FLOAT: return read_number<double>(attribute.get(), H5T_NATIVE_DOUBLE);
        case H5T_INTEGER:
            if (H5Tget_sign(type.get()) == H5T_SGN_NONE) {
                return read_number<std::uint64_t>(attribute.get(), H5T_NATIVE_UINT64);
            }
            return read_number<std::int64_t>(attribute.get(), H5T_NATIVE_INT64);
        default: return std::nullopt;
    }
}

std::string Object::read_text(std::string_view name) const {
    const auto value = read_attribute(name);
    auto const* text = value ? std::get_if<std::string>(&*value) : nullptr;
    return text == nullptr ? std::string() : *text;
}

std::uint64_t Object::address() const {
    H5O_info_t info{};
    checked(file_, "find " + label_, [&] { return H5Oget_info2(id(), &info, H5O_INFO_BASIC); });
    return info.addr;
}

}  // namespace riskpool::hdf5
