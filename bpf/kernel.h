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

#if defined(__TARGET_ARCH_x86)
/* arch/x86/include/asm/ptrace.h, x86_64; the order is the kernel's entry stack and does not change. */
struct pt_regs {
  unsigned long r15, r14, r13, r12, bp, bx;
  unsigned long r11, r10, r9, r8, ax, cx, dx, si, di;
  unsigned long orig_ax, ip, cs, flags, sp, ss;
};

/* Go's ABIInternal on amd64: arguments in AX, BX, CX…, the current g in R14 (src/cmd/compile/abi-internal.md). */
#define GO_ARG0(regs) ((regs)->ax)
#define GO_ARG1(regs) ((regs)->bx)
#define GO_ARG2(regs) ((regs)->cx)
#define GO_G(regs) ((regs)->r14)
#define GO_SP(regs) ((regs)->sp)
#else
#error "unsupported architecture"
#endif

#endif
