// The laws of money on as many random pools as one has patience for. Usage: riskpool_random_programmes [COUNT] [SEED]
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/laws/conservation.hpp"
#include "tests/laws/random_pool.hpp"

int main(int count, char** arguments) {
    const std::uint64_t rounds = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 10'000'000;
    const std::uint64_t seed = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1;
    riskpool::RandomPool random(seed);
    riskpool::Met met;
    for (std::uint64_t round = 0; round < rounds; ++round) {
        const std::string fault = riskpool::check_conservation(random.make(), round, met);
        if (!fault.empty()) {
            std::printf("\nround %llu of seed %llu: %s\n", static_cast<unsigned long long>(round),
                        static_cast<unsigned long long>(seed), fault.c_str());
            return 1;
        }
        if (round % 10'000 == 0) {
            std::printf("\r%llu pools", static_cast<unsigned long long>(round));
            std::fflush(stdout);
        }
    }
    std::printf(
        "\r%llu random pools keep every law; %zu years with recoveries, %zu with adjusted premiums, %zu rows "
        "retroceded\n",
        static_cast<unsigned long long>(rounds), met.recovery, met.adjustment, met.retrocession);
    return 0;
}
