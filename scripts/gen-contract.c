/* Prints lib/contract.gen.ts from bpf/contract.h: the compiler says the sizes and offsets, nobody copies them. */
#include "../bpf/contract.h"
#include <stddef.h>
#include <stdio.h>

#define FIELD(type, field) printf("  %s: %zu,\n", #field, offsetof(struct type, field))

int main(void) {
  printf("// Generated from bpf/contract.h by scripts/gen-contract. Do not edit.\n\n");

  printf("/** What a probe site reports. `reason` and `other` of the record by kind:\n");
#define X(name, value, reason, other) printf(" * - %s: reason = %s; other = %s\n", #name, reason, other);
  RQS_KINDS(X)
#undef X
  printf(" */\nexport const Kind = {\n");
#define X(name, value, reason, other) printf("  %s: %d,\n", #name, value);
  RQS_KINDS(X)
#undef X
  printf("} as const\nexport type Kind = (typeof Kind)[keyof typeof Kind]\n\n");

  printf("/** When a hit counts: always, by the zero flag, by bit 0 of a register. */\nexport const Condition = {\n");
#define X(name, value) printf("  %s: %d,\n", #name, value);
  RQS_CONDITIONS(X)
#undef X
  printf("} as const\nexport type Condition = (typeof Condition)[keyof typeof Condition]\n\n");

  printf("/** Why events were not delivered, by counter index. */\nexport const dropCauses = [\n");
#define X(name, value, text) printf("  { name: '%s', text: '%s' },\n", #name, text);
  RQS_DROP_CAUSES(X)
#undef X
  printf("] as const\n\n");

  printf("/** Index into `dropCauses` and the counters. */\nexport const DropCause = {\n");
#define X(name, value, text) printf("  %s: %d,\n", #name, value);
  RQS_DROP_CAUSES(X)
#undef X
  printf("} as const\n\n");

  printf("export const NO_P = %d\n", RQS_NO_P);
  printf("export const SLOT_SIZE = %d\n", RQS_SLOT_SIZE);
  printf("export const MAX_SITES = %d\n\n", RQS_MAX_SITES);

  printf("/** Byte offsets in `struct rqs_event`. */\nexport const eventLayout = {\n");
  FIELD(rqs_event, time_ns);
  FIELD(rqs_event, goid);
  FIELD(rqs_event, other);
  FIELD(rqs_event, tid);
  FIELD(rqs_event, p);
  FIELD(rqs_event, site);
  FIELD(rqs_event, reason);
  printf("} as const\n\n");

  printf("/** Byte offsets in `struct rqs_create_event`; the event comes first. */\nexport const createLayout = {\n");
  FIELD(rqs_create_event, gp);
  FIELD(rqs_create_event, startpc);
  FIELD(rqs_create_event, gopc);
  printf("} as const\n\n");

  printf("/** Byte offsets in `struct rqs_config`. */\nexport const configLayout = {\n");
  FIELD(rqs_config, g_goid);
  FIELD(rqs_config, g_waitreason);
  FIELD(rqs_config, g_m);
  FIELD(rqs_config, g_startpc);
  FIELD(rqs_config, g_gopc);
  FIELD(rqs_config, m_g0);
  FIELD(rqs_config, m_procid);
  FIELD(rqs_config, m_curg);
  FIELD(rqs_config, m_p);
  FIELD(rqs_config, p_id);
  FIELD(rqs_config, tgid);
  FIELD(rqs_config, m_cache);
  FIELD(rqs_config, allowed_execs);
  FIELD(rqs_config, pidns_dev);
  FIELD(rqs_config, pidns_ino);
  printf("  size: %zu,\n", sizeof(struct rqs_config));
  printf("} as const\n\n");

  printf("/** Set in `detail` where it names a register. */\n");
  printf("export const DETAIL_IN_REGISTER = %d\n\n", RQS_DETAIL_IN_REGISTER);
  printf("/** The attach cookie of a site, as `bpf/contract.h` lays it out; all but `delta` are unsigned bytes. */\n"
         "export function cookie(of: {\n"
         "  site: number\n"
         "  kind: Kind\n"
         "  register: number\n"
         "  detail: number\n"
         "  delta: number\n"
         "  condition: Condition\n"
         "  conditionRegister: number\n"
         "}): bigint {\n"
         "  const low = (of.site | (of.kind << 8) | (of.register << 16) | (of.detail << 24)) >>> 0\n"
         "  const high = ((of.delta & 0xffff) | (of.condition << 16) | (of.conditionRegister << 24)) >>> 0\n"
         "  return (BigInt(high) << 32n) | BigInt(low)\n"
         "}\n");
  return 0;
}
