#include "sim/io/hdf5.hpp"

#include <hdf5.h>

#include <utility>

#include "sim/io/hdf5_call.hpp"
#include "sim/io/hdf5_driver.hpp"
#include "sim/io/result_error.hpp"

namespace riskpool::hdf5 {

namespace {

/// Names are UTF-8, and a link's creation is what orders the datasets of a file.
Handle link_properties(std::string const& file) {
    Handle properties(checked(file, "name a dataset", [] { return H5Pcreate(H5P_LINK_CREATE); }));
    checked(file, "name a dataset", [&] { return H5Pset_char_encoding(properties.get(), H5T_CSET_UTF8); });
    return properties;
}

/// Without times of creation, equal runs give equal bytes.
Handle dataset_properties(std::string const& file) {
    Handle properties(checked(file, "describe a dataset", [] { return H5Pcreate(H5P_DATASET_CREATE); }));
    checked(file, "describe a dataset", [&] { return H5Pset_obj_track_times(properties.get(), false); });
    return properties;
}

Handle file_type(std::string const& file, Type type) {
    switch (type) {
        case Type::float32: return Handle(H5Tcopy(H5T_IEEE_F32LE));
        case Type::float64: return Handle(H5Tcopy(H5T_IEEE_F64LE));
        case Type::int64: return Handle(H5Tcopy(H5T_STD_I64LE));
        case Type::text: return text_type(file);
        case Type::other: break;
    }
    throw ResultError(file, "has no such type of dataset", "");
}

Handle simple_space(std::string const& file, std::span<std::uint64_t const> shape, bool growing) {
    const std::vector<hsize_t> now(shape.begin(), shape.end());
    std::vector<hsize_t> most = now;
    if (growing) most[0] = H5S_UNLIMITED;
    return Handle(checked(file, "describe a dataset's shape",
                          [&] { return H5Screate_simple(static_cast<int>(now.size()), now.data(), most.data()); }));
}

Handle access_properties(std::string const& file) {
    // Every file is closed with its object; at exit HDF5 could only complain of a damaged one that it could not close.
    [[maybe_unused]] static const auto registered = H5dont_atexit();
    Handle properties(checked(file, "prepare a file", [] { return H5Pcreate(H5P_FILE_ACCESS); }));
    // A result in place never changes, and a partial file is locked already (PartialFile).
    checked(file, "prepare a file", [&] { return H5Pset_file_locking(properties.get(), false, true); });
    // The format of HDF5 1.8: read everywhere since 2008, and attributes may exceed 64 KiB (REFERENCE_LIST).
    checked(file, "prepare a file",
            [&] { return H5Pset_libver_bounds(properties.get(), H5F_LIBVER_V18, H5F_LIBVER_V18); });
    checked(file, "prepare a file", [&] { return H5Pset_fclose_degree(properties.get(), H5F_CLOSE_STRONG); });
    return properties;
}

}  // namespace

Handle::Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)) {}

Handle& Handle::operator=(Handle&& other) noexcept {
    if (this != &other) {
        reset();
        id_ = std::exchange(other.id_, -1);
    }
    return *this;
}

Id Handle::release() noexcept {
    return std::exchange(id_, -1);
}

void Handle::reset() noexcept {
    if (id_ < 0) return;
    const QuietErrors quiet;
    const Id id = release();
    // H5Idec_ref closes what an identifier of any kind stands for when it was the last reference.
    if (H5Iis_valid(id) > 0) H5Idec_ref(id);
}

File::File(std::string path, std::unique_ptr<WriteTarget> target, Handle driver, Handle file, Handle root)
    : Object(std::move(path), "the file", std::move(root)),
      target_(std::move(target)),
      driver_(std::move(driver)),
      file_id_(std::move(file)) {}

File::File(File&&) noexcept = default;

File::~File() {
    give_up();
    close_object();
}

void File::give_up() noexcept {
    if (target_) target_->given_up = true;
}

File File::create(std::filesystem::path const& path, int descriptor) {
    const std::string name = path.string();
    auto target = std::make_unique<WriteTarget>();
    target->descriptor = descriptor;
    const Handle access = access_properties(name);
    Handle driver = use_target(name, access, target.get());
    const Handle creation(checked(name, "prepare a file", [] { return H5Pcreate(H5P_FILE_CREATE); }));
    // Readers list columns and attributes in the order in which they were written.
    const unsigned ordered = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    checked(name, "prepare a file", [&] { return H5Pset_link_creation_order(creation.get(), ordered); });
    checked(name, "prepare a file", [&] { return H5Pset_attr_creation_order(creation.get(), ordered); });
    checked(name, "prepare a file", [&] { return H5Pset_obj_track_times(creation.get(), false); });
    Handle file(checked(name, "be created",
                        [&] { return H5Fcreate(name.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()); }));
    Handle root(checked(name, "be created", [&] { return H5Gopen2(file.get(), "/", H5P_DEFAULT); }));
    return File(name, std::move(target), std::move(driver), std::move(file), std::move(root));
}

File File::open(std::filesystem::path const& path) {
    const std::string name = path.string();
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) throw ResultError(name, "does not exist", "check the name");
    if (!std::filesystem::is_regular_file(status)) throw ResultError(name, "is not a file", "check the name");
    const Handle access = access_properties(name);
    const QuietErrors quiet;
    const htri_t recognised = H5Fis_hdf5(name.c_str());
    if (recognised < 0) throw_failure(name, "be read");
    if (recognised == 0) {
        throw ResultError(name, "is not a result file: it is not HDF5",
                          "result files are written by `riskpool run -o`");
    }
    Handle file(H5Fopen(name.c_str(), H5F_ACC_RDONLY, access.get()));
    if (file.get() < 0) {
        const Cause cause = last_cause();
        if (cause.words.find("truncated") != cause.words.npos) {
            throw ResultError(name, "is cut short: its end is missing", "copy it again or repeat the run");
        }
        throw ResultError(name, "cannot be opened: " + cause.words, "the file may be damaged; repeat the run");
    }
    Handle root(checked(name, "be opened", [&] { return H5Gopen2(file.get(), "/", H5P_DEFAULT); }));
    return File(name, nullptr, Handle(), std::move(file), std::move(root));
}

Dataset File::create_dataset(std::string const& name, Type type, std::span<std::uint64_t const> shape) {
    const Handle links = link_properties(file());
    const Handle creation = dataset_properties(file());
    const Handle on_disk = file_type(file(), type);
    const Handle space = simple_space(file(), shape, false);
    Handle dataset(checked(file(), "create the dataset " + name, [&] {
        return H5Dcreate2(id(), name.c_str(), on_disk.get(), space.get(), links.get(), creation.get(), H5P_DEFAULT);
    }));
    return Dataset(file(), name, std::move(dataset));
}

Dataset File::create_chunked(std::string const& name, Type type, std::span<std::uint64_t const> shape,
                             std::uint64_t chunk_rows) {
    const Handle links = link_properties(file());
    const Handle creation = dataset_properties(file());
    std::vector<hsize_t> chunk(shape.begin(), shape.end());
    chunk[0] = chunk_rows;
    checked(file(), "describe a dataset",
            [&] { return H5Pset_chunk(creation.get(), static_cast<int>(chunk.size()), chunk.data()); });
    // Every chunk is written whole, once; filling it before would double the work.
    checked(file(), "describe a dataset", [&] { return H5Pset_fill_time(creation.get(), H5D_FILL_TIME_NEVER); });
    const Handle on_disk = file_type(file(), type);
    const Handle space = simple_space(file(), shape, true);
    Handle dataset(checked(file(), "create the dataset " + name, [&] {
        return H5Dcreate2(id(), name.c_str(), on_disk.get(), space.get(), links.get(), creation.get(), H5P_DEFAULT);
    }));
    return Dataset(file(), name, std::move(dataset));
}

Dataset File::open_dataset(std::string const& name) const {
    const QuietErrors quiet;
    if (H5Lexists(id(), name.c_str(), H5P_DEFAULT) <= 0) {
        throw ResultError(file(), "has no dataset \"" + name + "\"",
                          "the file may be damaged or made by another program");
    }
    Handle dataset(H5Dopen2(id(), name.c_str(), H5P_DEFAULT));
    if (dataset.get() < 0) throw_failure(file(), "open the dataset " + name);
    return Dataset(file(), name, std::move(dataset));
}

std::vector<std::string> File::dataset_names() const {
    const QuietErrors quiet;
    H5G_info_t info{};
    if (H5Gget_info(id(), &info) < 0) throw_failure(file(), "list the datasets");
    std::vector<std::string> names;
    for (hsize_t i = 0; i < info.nlinks; ++i) {
        H5_index_t order = H5_INDEX_CRT_ORDER;
        ssize_t length = H5Lget_name_by_idx(id(), ".", order, H5_ITER_INC, i, nullptr, 0, H5P_DEFAULT);
        if (length < 0) {
            order = H5_INDEX_NAME;
            length = H5Lget_name_by_idx(id(), ".", order, H5_ITER_INC, i, nullptr, 0, H5P_DEFAULT);
        }
        if (length < 0) throw_failure(file(), "list the datasets");
        std::string name(static_cast<std::size_t>(length), '\0');
        H5Lget_name_by_idx(id(), ".", order, H5_ITER_INC, i, name.data(), name.size() + 1, H5P_DEFAULT);
        H5O_info_t object{};
        if (H5Oget_info_by_name2(id(), name.c_str(), &object, H5O_INFO_BASIC, H5P_DEFAULT) < 0) continue;
        if (object.type == H5O_TYPE_DATASET) names.push_back(std::move(name));
    }
    return names;
}

void File::require_written() const {
    if (target_ && target_->error != 0) throw_failure(file(), "be written", target_->error);
}

void File::close() {
    close_object();
    checked(file(), "be closed", [&] { return H5Fclose(file_id_.release()); });
    require_written();
}

}  // namespace riskpool::hdf5
