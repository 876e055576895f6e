# The toolchain of scripts/prebuild: zig's clang, which carries the headers and symbols of every glibc and machine, so
# that the addon can be built for an older glibc than this machine's, and for arm64.
# Wants ZIG_BIN, the folder of the compiler's commands, and ZIG_MACHINE, x86_64 or aarch64.
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ZIG_BIN ZIG_MACHINE)
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR ${ZIG_MACHINE})
set(CMAKE_C_COMPILER ${ZIG_BIN}/cc)
set(CMAKE_CXX_COMPILER ${ZIG_BIN}/c++)
set(CMAKE_AR ${ZIG_BIN}/ar CACHE FILEPATH "")
set(CMAKE_RANLIB ${ZIG_BIN}/ranlib CACHE FILEPATH "")
