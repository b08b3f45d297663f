#include "sim/app/commands.hpp"

int main(int argc, char** argv) {
    return riskpool::run_program(argc, argv);
}
