# lg_harden(target): guards against faults in memory, for whatever is compiled and linked with the interface target.
# Each is asked for only where the compiler and the machine have it. For a release build.
include(CheckCCompilerFlag)
include(CheckLinkerFlag)
include(CheckPIESupported)

function(lg_harden target)
  # Position-independent, so that the addresses differ from run to run.
  check_pie_supported(LANGUAGES C)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON PARENT_SCOPE)

  # Smashed stacks, stacks that leap over their guard page, and jumps to where no jump leads.
  foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection)
    string(MAKE_C_IDENTIFIER "LG_HAS${flag}" has)
    check_c_compiler_flag(${flag} ${has})
    if(${has})
      target_compile_options(${target} INTERFACE ${flag})
    endif()
  endforeach()

  # Calls of libc that know the size of their buffer check it. Level 3 measures more buffers; a compiler without it warns
  # or takes it for 2. Distributions may have set a level of their own.
  set(CMAKE_REQUIRED_FLAGS "-O2 -Werror")
  check_c_compiler_flag("-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3" LG_HAS_FORTIFY_3)
  target_compile_options(${target} INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$<IF:$<BOOL:${LG_HAS_FORTIFY_3}>,3,2>)
  unset(CMAKE_REQUIRED_FLAGS)

  # Addresses of libraries' functions are settled at the start and read-only from then on; no stack holds code.
  foreach(flag -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
    string(MAKE_C_IDENTIFIER "LG_HAS${flag}" has)
    check_linker_flag(C ${flag} ${has})
    if(${has})
      target_link_options(${target} INTERFACE ${flag})
    endif()
  endforeach()
endfunction()
