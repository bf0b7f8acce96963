package dev.stasis.engine.kernel.abi;

/** ioctl(2) requests: asm-generic/ioctls.h, linux/fs.h, linux/nsfs.h. "since" names the first kernel. */
public final class Ioctl {
    // Terminals
    public static final int TCGETS = 0x5401;
    public static final int TCSETS = 0x5402;
    public static final int TCSETSW = 0x5403;
    public static final int TCSETSF = 0x5404;
    public static final int TCFLSH = 0x540b;
    public static final int TIOCEXCL = 0x540c;
    public static final int TIOCNXCL = 0x540d;
    public static final int TIOCSCTTY = 0x540e;
    public static final int TIOCGPGRP = 0x540f;
    public static final int TIOCSPGRP = 0x5410;
    public static final int TIOCOUTQ = 0x5411;
    public static final int TIOCSTI = 0x5412;
    public static final int TIOCGWINSZ = 0x5413;
    public static final int TIOCSWINSZ = 0x5414;
    public static final int TIOCNOTTY = 0x5422;
    public static final int TIOCSETD = 0x5423;
    public static final int TIOCGETD = 0x5424;
    public static final int TIOCGSID = 0x5429;
    public static final int TIOCGLCKTRMIOS = 0x5456;
    public static final int TIOCSLCKTRMIOS = 0x5457;
    public static final long TIOCGPTN = 0x80045430L;
    public static final int TIOCSPTLCK = 0x40045431;
    public static final int TIOCPKT = 0x5420;
    public static final long TIOCGPKT = 0x80045438L;
    public static final long TIOCGPTLCK = 0x80045439L;
    public static final long TIOCGEXCL = 0x80045440L;
    public static final int TIOCGPTPEER = 0x5441; // since 4.13

    // Packet mode of a pty
    public static final int TIOCPKT_DATA = 0;
    public static final int TIOCPKT_IOCTL = 64;

    // Any descriptor
    public static final int FIONREAD = 0x541b;
    public static final int FIONBIO = 0x5421;
    public static final int FIOASYNC = 0x5452;
    public static final int FIOCLEX = 0x5451;
    public static final int FIONCLEX = 0x5450;
    public static final int FIOQSIZE = 0x5460;

    // Files
    public static final long FS_IOC_GETFLAGS = 0x80086601L;
    public static final int FS_IOC_SETFLAGS = 0x40086602;
    public static final int FICLONE = 0x40049409;
    public static final int FICLONERANGE = 0x4020940d;
    public static final int FIBMAP = 1;
    public static final long FS_IOC_FIEMAP = 0xc020660bL;
    public static final long BLKGETSIZE64 = 0x80081272L;

    // Namespaces
    public static final int NS_GET_USERNS = 0xb701; // since 4.9
    public static final int NS_GET_PARENT = 0xb702; // since 4.9
    public static final int NS_GET_NSTYPE = 0xb703; // since 4.11
    public static final int NS_GET_OWNER_UID = 0xb704; // since 4.11

    private Ioctl() {}
}
