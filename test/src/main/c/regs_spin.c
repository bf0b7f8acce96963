/* Registers: general, flags, x87, MXCSR, SSE, AVX and, where there, AVX-512, held over a loop without system calls. */
#include "workload.h"
#include <cpuid.h>

struct state {
    uint64_t general[13]; /* rax rbx rdx rsi rdi rbp r8 r9 r10 r11 r12 r13 r14 */
    uint64_t r15, flags;
    uint64_t vectors[32][8] __attribute__((aligned(64)));
    uint64_t masks[8];
    double x87[2];
    uint32_t mxcsr;
    uint16_t control;
};

/* Loads all registers from *state, counts rounds down in rcx, and stores them back. */
void spin(struct state *state, uint64_t rounds, int width);

__asm__(
    ".text\n.globl spin\nspin:\n"
    "push %rbx; push %rbp; push %r12; push %r13; push %r14; push %r15\n"
    "sub $24, %rsp\n stmxcsr (%rsp)\n fnstcw 8(%rsp)\n mov %edx, 16(%rsp)\n"
    "push %rdi\n"
    "mov %rsi, %rcx\n"
    ".set OFF_R15, 104\n.set OFF_FLAGS, 112\n.set OFF_VEC, 128\n.set OFF_MASKS, 128+2048\n"
    ".set OFF_X87, 128+2048+64\n.set OFF_MXCSR, 128+2048+80\n.set OFF_CW, 128+2048+84\n"
    "ldmxcsr OFF_MXCSR(%rdi)\n fldcw OFF_CW(%rdi)\n fldl OFF_X87(%rdi)\n fldl OFF_X87+8(%rdi)\n"
    "cmp $1, %edx\n jb 10f\n je 11f\n"
    ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31\n"
    "vmovdqu64 OFF_VEC+64*\\n(%rdi), %zmm\\n\n.endr\n"
    ".irp n,1,2,3,4,5,6,7\nkmovw OFF_MASKS+8*\\n(%rdi), %k\\n\n.endr\n"
    "jmp 12f\n"
    "11: .irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\nvmovdqu OFF_VEC+64*\\n(%rdi), %ymm\\n\n.endr\n jmp 12f\n"
    "10: .irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\nmovdqu OFF_VEC+64*\\n(%rdi), %xmm\\n\n.endr\n"
    "12:\n"
    "mov (%rdi), %rax; mov 8(%rdi), %rbx; mov 16(%rdi), %rdx; mov 24(%rdi), %rsi; mov 40(%rdi), %rbp\n"
    "mov 48(%rdi), %r8; mov 56(%rdi), %r9; mov 64(%rdi), %r10; mov 72(%rdi), %r11; mov 80(%rdi), %r12\n"
    "mov 88(%rdi), %r13; mov 96(%rdi), %r14; mov OFF_R15(%rdi), %r15\n"
    "mov 32(%rdi), %rdi\n"
    "std\n" /* the direction flag, as a flag that survives the loop */
    "20: lea -1(%rcx), %rcx\n jrcxz 21f\n jmp 20b\n21:\n"
    "xchg %rdi, (%rsp)\n pushf\n cld\n popq %rcx\n mov %rcx, OFF_FLAGS(%rdi)\n"
    "mov %rax, (%rdi); mov %rbx, 8(%rdi); mov %rdx, 16(%rdi); mov %rsi, 24(%rdi); mov %rbp, 40(%rdi)\n"
    "mov %r8, 48(%rdi); mov %r9, 56(%rdi); mov %r10, 64(%rdi); mov %r11, 72(%rdi); mov %r12, 80(%rdi)\n"
    "mov %r13, 88(%rdi); mov %r14, 96(%rdi); mov %r15, OFF_R15(%rdi)\n"
    "pop %rax\n mov %rax, 32(%rdi)\n"
    "fstpl OFF_X87+8(%rdi)\n fstpl OFF_X87(%rdi)\n stmxcsr OFF_MXCSR(%rdi)\n fnstcw OFF_CW(%rdi)\n"
    "mov 16(%rsp), %edx\n"
    "cmp $1, %edx\n jb 30f\n je 31f\n"
    ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31\n"
    "vmovdqu64 %zmm\\n, OFF_VEC+64*\\n(%rdi)\n.endr\n"
    ".irp n,1,2,3,4,5,6,7\nkmovw %k\\n, OFF_MASKS+8*\\n(%rdi)\n.endr\n"
    "vzeroupper\n jmp 32f\n"
    "31: .irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\nvmovdqu %ymm\\n, OFF_VEC+64*\\n(%rdi)\n.endr\n"
    "vzeroupper\n jmp 32f\n"
    "30: .irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\nmovdqu %xmm\\n, OFF_VEC+64*\\n(%rdi)\n.endr\n"
    "32: ldmxcsr (%rsp)\n fldcw 8(%rsp)\n add $24, %rsp\n"
    "pop %r15; pop %r14; pop %r13; pop %r12; pop %rbp; pop %rbx\n ret\n");

_Static_assert(__builtin_offsetof(struct state, vectors) == 128, "layout of the assembly");
_Static_assert(__builtin_offsetof(struct state, mxcsr) == 128 + 2048 + 80, "layout of the assembly");

int main(int argc, char **argv)
{
    w_start(argc, argv);
    int width = __builtin_cpu_supports("avx512f") ? 2 : __builtin_cpu_supports("avx") ? 1 : 0;
    int registers = width == 2 ? 32 : 16, words = width == 2 ? 8 : width == 1 ? 4 : 2;
    static struct state wanted, state;
    w_fill(&wanted, sizeof wanted, 9);
    for (int i = 0; i < 8; i++) wanted.masks[i] &= 0xffff;
    wanted.x87[0] = 2.5, wanted.x87[1] = -1e10;
    wanted.mxcsr = 0x5f80; /* round up, all exceptions masked */
    wanted.control = 0x0b7f; /* round up, 64-bit mantissa */
    int announced = 0;
    do {
        state = wanted;
        spin(&state, 60000000, width);
        if (w_damage()) state.vectors[3][1] ^= 1;
        for (int i = 0; i < 13; i++) CHECK(state.general[i] == wanted.general[i], "general register %d differs", i);
        CHECK(state.r15 == wanted.r15, "r15 differs");
        CHECK(state.flags & 0x400, "the direction flag was lost");
        for (int i = 0; i < registers; i++)
            CHECK(!memcmp(state.vectors[i], wanted.vectors[i], (size_t)words * 8), "vector register %d differs", i);
        if (width == 2)
            CHECK(!memcmp(state.masks + 1, wanted.masks + 1, 56), "mask registers differ");
        CHECK(state.x87[0] == wanted.x87[0] && state.x87[1] == wanted.x87[1], "x87 registers differ");
        CHECK(state.mxcsr == wanted.mxcsr, "MXCSR is %x", state.mxcsr);
        CHECK(state.control == wanted.control, "the x87 control word is %x", state.control);
        if (!announced++) w_ready();
    } while (!w_asked());
    w_pass();
}
