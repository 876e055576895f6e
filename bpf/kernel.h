/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * What these programs need of the kernel, kept by hand instead of a 3 MB vmlinux.h: the saved user registers only.
 * No kernel structure is read, so no CO-RE relocation and no kernel BTF is needed.
 */
#ifndef RQS_KERNEL_H
#define RQS_KERNEL_H

#include <linux/bpf.h>
#include <stdbool.h>

#include <bpf/bpf_helpers.h>

/*
 * A saved register at a constant offset. Left to itself the compiler may choose the address first and load once, and
 * the verifier refuses a context pointer that has been computed with.
 */
#define SAVED(regs, field)                                                                                             \
  ({                                                                                                                   \
    __u64 saved_;                                                                                                      \
    asm volatile("%0 = *(u64 *)(%1 + %2)"                                                                              \
                 : "=r"(saved_)                                                                                        \
                 : "r"(regs), "i"(__builtin_offsetof(struct RQS_REGS, field)));                                        \
    saved_;                                                                                                            \
  })
#define SAVED_CASE(regs, number, field)                                                                                \
  case number:                                                                                                         \
    return SAVED(regs, field);

#if defined(__TARGET_ARCH_x86)
/* arch/x86/include/asm/ptrace.h, x86_64; the order is the kernel's entry stack and does not change. */
struct pt_regs {
  unsigned long r15, r14, r13, r12, bp, bx;
  unsigned long r11, r10, r9, r8, ax, cx, dx, si, di;
  unsigned long orig_ax, ip, cs, flags, sp, ss;
};
#define RQS_REGS pt_regs

/* Go's ABIInternal on amd64 has the current g in R14 (src/cmd/compile/abi-internal.md). */
#define GO_G(regs) SAVED(regs, r14)
#define ZERO_FLAG(regs) (SAVED(regs, flags) >> 6 & 1)

/* By number of the instruction encoding: Intel SDM 2A, table 3-1. */
static __always_inline __u64 saved_register(const struct pt_regs *regs, __u8 number) {
  switch (number) {
    SAVED_CASE(regs, 0, ax)
    SAVED_CASE(regs, 1, cx)
    SAVED_CASE(regs, 2, dx)
    SAVED_CASE(regs, 3, bx)
    SAVED_CASE(regs, 5, bp)
    SAVED_CASE(regs, 6, si)
    SAVED_CASE(regs, 7, di)
    SAVED_CASE(regs, 8, r8)
    SAVED_CASE(regs, 9, r9)
    SAVED_CASE(regs, 10, r10)
    SAVED_CASE(regs, 11, r11)
    SAVED_CASE(regs, 12, r12)
    SAVED_CASE(regs, 13, r13)
    SAVED_CASE(regs, 14, r14)
    SAVED_CASE(regs, 15, r15)
  default:
    return 0;
  }
}
#elif defined(__TARGET_ARCH_arm64)
/* arch/arm64/include/uapi/asm/ptrace.h: what a program sees of pt_regs; the context of a uprobe program. */
struct pt_regs;
struct user_pt_regs {
  __u64 regs[31];
  __u64 sp;
  __u64 pc;
  __u64 pstate;
};
#define RQS_REGS user_pt_regs

/* Go's ABIInternal on arm64 has the current g in R28 (src/cmd/compile/abi-internal.md). */
#define GO_G(regs) SAVED(regs, regs[28])
#define ZERO_FLAG(regs) (SAVED(regs, pstate) >> 30 & 1)

static __always_inline __u64 saved_register(const struct pt_regs *regs, __u8 number) {
  switch (number) {
    SAVED_CASE(regs, 0, regs[0])
    SAVED_CASE(regs, 1, regs[1])
    SAVED_CASE(regs, 2, regs[2])
    SAVED_CASE(regs, 3, regs[3])
    SAVED_CASE(regs, 4, regs[4])
    SAVED_CASE(regs, 5, regs[5])
    SAVED_CASE(regs, 6, regs[6])
    SAVED_CASE(regs, 7, regs[7])
    SAVED_CASE(regs, 8, regs[8])
    SAVED_CASE(regs, 9, regs[9])
    SAVED_CASE(regs, 10, regs[10])
    SAVED_CASE(regs, 11, regs[11])
    SAVED_CASE(regs, 12, regs[12])
    SAVED_CASE(regs, 13, regs[13])
    SAVED_CASE(regs, 14, regs[14])
    SAVED_CASE(regs, 15, regs[15])
    SAVED_CASE(regs, 16, regs[16])
    SAVED_CASE(regs, 17, regs[17])
    SAVED_CASE(regs, 18, regs[18])
    SAVED_CASE(regs, 19, regs[19])
    SAVED_CASE(regs, 20, regs[20])
    SAVED_CASE(regs, 21, regs[21])
    SAVED_CASE(regs, 22, regs[22])
    SAVED_CASE(regs, 23, regs[23])
    SAVED_CASE(regs, 24, regs[24])
    SAVED_CASE(regs, 25, regs[25])
    SAVED_CASE(regs, 26, regs[26])
    SAVED_CASE(regs, 27, regs[27])
    SAVED_CASE(regs, 28, regs[28])
    SAVED_CASE(regs, 29, regs[29])
    SAVED_CASE(regs, 30, regs[30])
  default:
    return 0;
  }
}
#else
#error "unsupported architecture"
#endif

#endif
