/* failing_calls.c - a machine on which a system call fails: a library to be loaded before all others
 * (LD_PRELOAD). It lets the kernel trap the calls of one group (seccomp, SIGSYS), so that it sees those
 * that the C library makes within itself as well, and answers the chosen one with an error.
 *
 *   LG_FAIL=GROUP:N:ERROR    the N-th call of the group gives the errno ERROR
 *   LG_FAIL=GROUP:N+:ERROR   that one and all later ones
 *                            ERROR 0: the first half alone is read or written
 *   LG_FAIL_MARK=FILE        made when a call was made to fail
 *   LG_FAIL_COUNT=FILE       nothing fails; at the end the file says how many calls of each group there were
 *
 * Calls before main() and those on stderr are not counted. Registers are named for x86-64 and arm64. */
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

enum { MOST_CALLS = 6, MOST_FILTER = 128, STDERR = 2 };

struct group {
  const char *name;
  int calls[MOST_CALLS]; /* ended by 0, which is `read` on x86-64: that one stands first */
};

static const struct group groups[] = {
    {"read", {SYS_read, SYS_pread64}},
    {"write", {SYS_write, SYS_pwrite64, SYS_writev}},
#ifdef SYS_open
    {"open", {SYS_openat, SYS_open}},
    {"mkdir", {SYS_mkdirat, SYS_mkdir}},
    {"rename", {SYS_renameat2, SYS_renameat, SYS_rename}},
    {"unlink", {SYS_unlinkat, SYS_unlink, SYS_rmdir}},
    {"stat", {SYS_newfstatat, SYS_statx, SYS_fstat, SYS_stat, SYS_lstat}},
    {"rights", {SYS_fchmod, SYS_fchmodat, SYS_chmod}},
#else
    {"open", {SYS_openat}},
    {"mkdir", {SYS_mkdirat}},
    {"rename", {SYS_renameat2, SYS_renameat}},
    {"unlink", {SYS_unlinkat}},
    {"stat", {SYS_newfstatat, SYS_statx, SYS_fstat}},
    {"rights", {SYS_fchmod, SYS_fchmodat}},
#endif
    {"close", {SYS_close}},
    {"fsync", {SYS_fsync, SYS_fdatasync}},
    {"size", {SYS_ftruncate, SYS_fallocate}},
    {"seek", {SYS_lseek}},
    {"list", {SYS_getdents64}},
    {"lock", {SYS_flock}},
    {"memory", {SYS_mmap, SYS_brk, SYS_mremap}}};
enum { GROUPS = sizeof groups / sizeof *groups };

static atomic_long asked[GROUPS];
static int chosen = -1; /* of groups; < 0: all are counted and none fails */
static long at;
static int later, error;
static const char *mark, *count;

/* ---- a call that the filter lets pass, known by the address behind its instruction ---- */

long lg_call(long number, const long *a);
extern const char lg_call_end[];

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
__asm__(
    ".text\n.globl lg_call\n.hidden lg_call\nlg_call:\n"
    "movq %rdi, %rax\nmovq %rsi, %r11\nmovq 0(%r11), %rdi\nmovq 8(%r11), %rsi\n"
    "movq 16(%r11), %rdx\nmovq 24(%r11), %r10\nmovq 32(%r11), %r8\nmovq 40(%r11), %r9\nsyscall\n"
    ".globl lg_call_end\n.hidden lg_call_end\nlg_call_end: ret\n");
#define ARGUMENTS(c)                                                                    \
  {                                                                                     \
    (c)->gregs[REG_RDI], (c)->gregs[REG_RSI], (c)->gregs[REG_RDX], (c)->gregs[REG_R10], \
        (c)->gregs[REG_R8], (c)->gregs[REG_R9]                                          \
  }
#define RESULT(c) ((c)->gregs[REG_RAX])
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
__asm__(
    ".text\n.globl lg_call\n.hidden lg_call\nlg_call:\n"
    "mov x8, x0\nmov x9, x1\nldp x0, x1, [x9]\nldp x2, x3, [x9, #16]\nldp x4, x5, [x9, #32]\n"
    "svc #0\n.globl lg_call_end\n.hidden lg_call_end\nlg_call_end: ret\n");
#define ARGUMENTS(c)                                                                \
  {                                                                                 \
    (long)(c)->regs[0], (long)(c)->regs[1], (long)(c)->regs[2], (long)(c)->regs[3], \
        (long)(c)->regs[4], (long)(c)->regs[5]                                      \
  }
#define RESULT(c) ((c)->regs[0])
#else
#error "the registers of a system call are not known for this processor"
#endif

static int group_of(int call)
{
  for (int g = 0; g < GROUPS; g++)
    for (int k = 0; k < MOST_CALLS && (k == 0 || groups[g].calls[k]); k++)
      if (groups[g].calls[k] == call) return g;
  return -1;
}

static void make_mark(void)
{
  if (!mark) return;
  long file = lg_call(SYS_openat, (long[6]){AT_FDCWD, (long)mark, O_WRONLY | O_CREAT, 0600});
  if (file >= 0) lg_call(SYS_close, (long[6]){file});
}

/* Where `call` is to fail: what it gives. A descriptor is closed whatever close() says. */
static long fail(int call, long a[6])
{
  make_mark();
  if (error) {
    if (call == SYS_close) lg_call(call, a);
    return call == SYS_brk ? lg_call(call, (long[6]){0}) : -error;
  }
  if (call != SYS_writev && a[2] > 1) a[2] /= 2;
  return lg_call(call, a);
}

static void on_call(int number, siginfo_t *info, void *context)
{
  (void)number;
  int saved = errno, call = info->si_syscall, g = group_of(call);
  mcontext_t *registers = &((ucontext_t *)context)->uc_mcontext;
  long a[6] = ARGUMENTS(registers);
  int counts = g >= 0 && !(call == SYS_write && a[0] == STDERR) && (chosen < 0 || chosen == g);
  long n = counts ? atomic_fetch_add(&asked[g], 1) + 1 : 0;
  int fails = counts && chosen >= 0 && (n == at || (later && n > at));
  RESULT(registers) = (__typeof__(RESULT(registers)))(fails ? fail(call, a) : lg_call(call, a));
  errno = saved;
}

/* ---- begin and end ---- */

static void give_up(const char *text)
{
  fprintf(stderr, "failing_calls: %s\n", text);
  _exit(99);
}

static void choose(const char *order)
{
  char name[16], plus[2] = "";
  if (sscanf(order, "%15[a-z]:%ld%1[+]:%d", name, &at, plus, &error) != 4 &&
      sscanf(order, "%15[a-z]:%ld:%d", name, &at, &error) != 3)
    give_up("LG_FAIL is GROUP:N:ERROR or GROUP:N+:ERROR");
  later = *plus == '+';
  for (int g = 0; g < GROUPS; g++)
    if (strcmp(groups[g].name, name) == 0) chosen = g;
  if (chosen < 0) give_up("no such group");
}

static void filter(void)
{
  struct sock_filter code[MOST_FILTER];
  unsigned short n = 0;
  uint64_t pass = (uint64_t)(uintptr_t)lg_call_end;
#define LOAD(field) \
  code[n++] =       \
      (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define EQUAL(value, yes, no) \
  code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), yes, no)
#define GIVE(what) code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, what)
  LOAD(arch);
  EQUAL(ARCHITECTURE, 1, 0);
  GIVE(SECCOMP_RET_ALLOW);
  LOAD(nr);
  for (int g = 0; g < GROUPS; g++)
    for (int k = 0; k < MOST_CALLS && (k == 0 || groups[g].calls[k]); k++) {
      if (chosen >= 0 && chosen != g) continue;
      EQUAL(groups[g].calls[k], 0, 1);
      code[n++] = (struct sock_filter)BPF_STMT(BPF_JMP | BPF_JA, 0); /* its way is set below */
    }
  unsigned short ways = n;
  GIVE(SECCOMP_RET_ALLOW);
  unsigned short trapped = n;
  code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                           offsetof(struct seccomp_data, instruction_pointer));
  EQUAL(pass, 0, 3);
  code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                           offsetof(struct seccomp_data, instruction_pointer) + 4);
  EQUAL(pass >> 32, 0, 1);
  GIVE(SECCOMP_RET_ALLOW);
  GIVE(SECCOMP_RET_TRAP);
  for (unsigned short k = 0; k < ways; k++)
    if (code[k].code == (BPF_JMP | BPF_JA)) code[k].k = (uint32_t)(trapped - k - 1);
  struct sock_fprog program = {n, code};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    give_up("this system lets no process filter its own calls (seccomp)");
}

__attribute__((constructor)) static void begin(void)
{
  const char *order = getenv("LG_FAIL");
  mark = getenv("LG_FAIL_MARK");
  count = getenv("LG_FAIL_COUNT");
  if (order)
    choose(order);
  else if (!count)
    return;
  struct sigaction action = {.sa_sigaction = on_call, .sa_flags = SA_SIGINFO | SA_NODEFER};
  sigemptyset(&action.sa_mask);
  if (sigaction(SIGSYS, &action, NULL) != 0) give_up("no handler");
  filter();
}

__attribute__((destructor)) static void end(void)
{
  if (!count || chosen >= 0) return;
  long calls[GROUPS];
  for (int g = 0; g < GROUPS; g++) calls[g] = atomic_load(&asked[g]);
  FILE *file = fopen(count, "w");
  for (int g = 0; file && g < GROUPS; g++) fprintf(file, "%s %ld\n", groups[g].name, calls[g]);
  if (file) fclose(file);
}
