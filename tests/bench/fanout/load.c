// load.c - single-thread epoll WebSocket load generator (loopback only).
// Every connection is a member of a room; whatever a member sends, the server
// must deliver to all members of that room. The payload carries the *scheduled*
// publish time (CLOCK_MONOTONIC, ns), so latency includes coordinated omission.
// One JSON line per measured level goes to stdout.  Build: cc -O2 load.c -lm
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

typedef uint64_t u64;
typedef struct { int fd, open; uint32_t len, cap; uint8_t *buf; char *path, *hello, *author; } Conn;
typedef struct { double srv, self, cpu[2], steal; long rss_kb; } Snap;

static int port = 9000, rooms = 1, per = 100, pubs_all, npid, pids[64], N, nopen, npub, *pub;
static const char *path_fmt = "/ws/room%d", *hello = "", *pre = "", *suf = "", *proto = "", *enters;
static int reps = 4;
static double fixed_rate, fixed_secs = 2, over, settle = 1.0, limit_ms = 250;
static Conn *C; static int ep; static u64 w0, w1, got, in_window, expect, seen, rr, refused;
static uint8_t rx[1 << 20];
#define SUB 64
static u64 hist[64 * SUB];

static u64 clk(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000000ull + t.tv_nsec; }
static void die(const char *m) { fprintf(stderr, "load: %s (%s)\n", m, strerror(errno)); exit(1); }
static int bucket(u64 v) { if (v < SUB) return v; int e = 63 - __builtin_clzll(v); return (e - 5) * SUB + (v >> (e - 6)) - SUB; }
static double unbucket(int b) { if (b < SUB) return b; int e = b / SUB + 5; return (double)((u64)(b % SUB + SUB) << (e - 6)); }
static double pct(double p) {
    u64 n = 0, s = 0; for (int i = 0; i < 64 * SUB; i++) n += hist[i];
    for (int i = 0; i < 64 * SUB; i++) if ((s += hist[i]) && s >= p * n) return unbucket(i) / 1e6;
    return -1;
}
static int send_frame(Conn *c, int op, const char *p, size_t n) {   // masked client frame
    static uint8_t b[1 << 16]; static const uint8_t k[4] = {0x12, 0x9a, 0x5c, 0xe7}; size_t h = 2;
    b[0] = 0x80 | op;
    if (n < 126) b[1] = 0x80 | n; else { b[1] = 0xfe; b[2] = n >> 8; b[3] = n; h = 4; }
    memcpy(b + h, k, 4); h += 4;
    for (size_t i = 0; i < n; i++) b[h + i] = p[i] ^ k[i & 3];
    for (size_t o = 0, tot = h + n; o < tot;) {
        ssize_t w = send(c->fd, b + o, tot - o, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (w > 0) { o += w; continue; }
        if (errno != EAGAIN) die("send");
        if (!o) return -1;                                          // publisher blocked: drop whole message
        struct pollfd pf = {c->fd, POLLOUT, 0}; poll(&pf, 1, 1000);
    }
    return 0;
}
static void message(Conn *c, int op, uint8_t *p, size_t n, u64 now) { // a frame holds one event or several, each with its time
    if (op == 9) { send_frame(c, 10, (char *)p, n); return; }
    if (op == 8) { fprintf(stderr, "load: closed with %d %.*s\n", n > 1 ? p[0] << 8 | p[1] : 0, n > 2 ? (int)n - 2 : 0, p + 2); die("server closed a connection"); }
    if (op > 2) return;
    if (n == 1 && *p == '2' && *hello) { send_frame(c, 1, "3", 1); return; }  // engine.io ping
    seen++;
    if (memmem(p, n, "\"refused\"", 9) && !refused++) fprintf(stderr, "load: refused: %.*s\n", (int)(n < 300 ? n : 300), p);
    for (uint8_t *e = p + n, *t = p; (t = memmem(t, e - t, "t=", 2)) && e - t >= 18; t += 18) {
        u64 v = 0; int i = 2; while (i < 18 && t[i] >= 'a' && t[i] <= 'p') v = v << 4 | (t[i++] - 'a');
        if (i < 18) continue;
        if (now >= w0 && now < w1) in_window++;
        if (v >= w0 && v < w1) { got++; hist[bucket(now - v)]++; }
    }
}
static size_t frames(Conn *c, uint8_t *p, size_t n, u64 now) {      // returns bytes consumed
    size_t o = 0;
    while (n - o >= 2) {
        uint8_t *f = p + o; size_t h = 2, l = f[1] & 127;
        if (l == 126) { if (n - o < 4) break; l = f[2] << 8 | f[3]; h = 4; }
        else if (l == 127) { if (n - o < 10) break; l = 0; for (int i = 2; i < 10; i++) l = l << 8 | f[i]; h = 10; }
        if (n - o < h + l) break;
        message(c, f[0] & 15, f + h, l, now); o += h + l;
    }
    return o;
}
static void readable(Conn *c) {
    if (c->len) memcpy(rx, c->buf, c->len);
    ssize_t r = recv(c->fd, rx + c->len, sizeof rx - c->len, MSG_DONTWAIT);
    if (r < 0 && errno == EAGAIN) return;
    if (r <= 0) die("connection lost");
    size_t n = c->len + r, o = 0; u64 now = clk();
    if (!c->open) {
        uint8_t *e = memmem(rx, n, "\r\n\r\n", 4);
        if (e) {
            if (memcmp(rx + 9, "101", 3)) { rx[n] = 0; fprintf(stderr, "%s\n", rx); die("upgrade refused"); }
            c->open = 1; nopen++; o = e + 4 - rx; const char *h = c->hello ? c->hello : hello; if (*h) send_frame(c, 1, h, strlen(h));
        }
    }
    if (c->open) o += frames(c, rx + o, n - o, now);
    c->len = n - o;
    if (c->len) { if (c->len > c->cap) c->buf = realloc(c->buf, c->cap = c->len * 2); memcpy(c->buf, rx + o, c->len); }
}
static int pump(u64 until) {                                        // one epoll round; returns events handled
    struct epoll_event ev[512]; u64 now = clk(), d = until > now ? until - now : 0;
    struct timespec ts = {d / 1000000000, d % 1000000000};
    int n = epoll_pwait2(ep, ev, 512, &ts, NULL);
    for (int i = 0; i < n; i++) readable(C + ev[i].data.u32);
    return n;
}
#define TEXT "t=%s Just finished the north face route, the view at sunrise was worth every step of it. Photos tonight, when everybody is back"
static int publish(u64 t) {
    static char b[2048]; static u64 id; u64 k = rr++; int room = k % rooms, n;
    char at[17] = {0}; for (int i = 0; i < 16; i++) at[i] = 'a' + (t >> (60 - 4 * i) & 15);  // in letters: digits would be taken for a telephone's
    if (npub) {                                                     // people of a drill ask; who may is in the file
        Conn *c = C + pub[k % npub];
        n = snprintf(b, sizeof b, "[{\"type\":\"ask\",\"ask\":\"load-%llu\",\"command\":{\"kind\":\"post.publish\",\"author\":\"%s\",\"text\":\"" TEXT "\"}}]",
                     (unsigned long long)id++, c->author, at);
        return send_frame(c, 1, b, n);
    }
    Conn *c = C + (pubs_all ? room * per + (k / rooms) % per : 0);
    n = snprintf(b, sizeof b, "%s{\"type\":\"post\",\"id\":\"01HZX%011llu\",\"room\":\"room%d\",\"author\":{\"id\":48213,\"name\":\"Mina Okafor\"},"
        "\"text\":\"" TEXT "\",\"tags\":[\"hiking\",\"sunrise\"],\"likes\":0}%s", pre, (unsigned long long)id++, pubs_all ? room : 0, at, suf);
    return send_frame(c, 1, b, n);
}
static Snap snap(void) {
    Snap s = {0}; char b[4096]; double hz = sysconf(_SC_CLK_TCK);
    for (int i = 0; i < npid; i++) {
        long u, k, rss; sprintf(b, "/proc/%d/stat", pids[i]); FILE *f = fopen(b, "r"); if (!f) die("server pid gone");
        size_t n = fread(b, 1, sizeof b - 1, f); b[n] = 0; fclose(f);
        if (sscanf(strrchr(b, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld %*d %*d %*d %*d %*d %*d %*u %*u %ld", &u, &k, &rss) == 3)
            s.srv += (u + k) / hz, s.rss_kb += rss * (sysconf(_SC_PAGESIZE) / 1024);
    }
    struct rusage r; getrusage(RUSAGE_SELF, &r);
    s.self = r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
    FILE *f = fopen("/proc/stat", "r"); int id; double v[8];
    while (fgets(b, sizeof b, f))
        if (sscanf(b, "cpu%d %lf %lf %lf %lf %lf %lf %lf %lf", &id, v, v+1, v+2, v+3, v+4, v+5, v+6, v+7) == 9 && id < 2)
            s.cpu[id] = (v[0]+v[1]+v[2]+v[5]+v[6]) / hz, s.steal += v[7] / hz;
    fclose(f); return s;
}
static void level(const char *phase, double rate, double warm, double secs) {
    u64 t0 = clk() + 1000000, next = t0, late = 0, sent = 0, blocked = 0, k = 0; Snap a = {0}, b = {0}; int st = 0;
    refused = 0;
    if (enters) for (int i = 0; i < N; i++) { char h[64]; int n = sprintf(h, "[{\"type\":\"ping\",\"c0\":1}]"); send_frame(C + i, 1, h, n); }
    w0 = t0 + warm * 1e9; w1 = w0 + secs * 1e9; got = in_window = 0; memset(hist, 0, sizeof hist);
    for (;;) {
        u64 now = clk();
        if (st == 0 && now >= w0) a = snap(), st = 1;
        if (st == 1 && now >= w1) b = snap(), st = 2;
        while (next <= now && next < w1) {
            if (now - next > late) late = now - next;
            if (publish(next)) blocked++;
            if (next >= w0) sent++;
            next = t0 + (u64)(++k * 1e9 / rate);
        }
        expect = sent * per;
        if (st == 2 && (got >= expect || clk() > w1 + 1000000000ull)) break;
        pump(st == 2 ? w1 + 1000000000ull : next < w1 ? (st == 0 && w0 < next ? w0 : next) : w1);
    }
    double f0 = (b.cpu[0] - a.cpu[0] - (b.srv - a.srv)) / secs, f1 = (b.cpu[1] - a.cpu[1] - (b.self - a.self)) / secs;
    double p99 = pct(.99); int ok = got >= expect && p99 <= limit_ms && !blocked;
    printf("{\"phase\":\"%s\",\"N\":%d,\"rate\":%.2f,\"secs\":%.1f,\"offered\":%.0f,\"expect\":%llu,\"got\":%llu,\"dps\":%.0f,\"p50\":%.3f,\"p99\":%.3f,"
           "\"p999\":%.3f,\"max\":%.3f,\"srv_cpu\":%.3f,\"us_per\":%.3f,\"load_cpu\":%.3f,\"foreign0\":%.3f,\"foreign1\":%.3f,\"steal\":%.3f,\"pub_late_ms\":%.2f,"
           "\"blocked\":%llu,\"refused\":%llu,\"rss_kb\":%ld,\"ok\":%d}\n", phase, N, rate, secs, rate * per, (unsigned long long)expect, (unsigned long long)got,
           in_window / secs, pct(.5), p99, pct(.999), pct(1), b.srv - a.srv, in_window ? (b.srv - a.srv) * 1e6 / in_window : -1, (b.self - a.self) / secs,
           f0, f1, b.steal - a.steal, late / 1e6, (unsigned long long)blocked, (unsigned long long)refused, b.rss_kb, ok);
    fflush(stdout);
    for (u64 end = clk() + 15000000000ull, last = seen, q = 0; q < 4 && clk() < end; last = seen)   // drain until 400 ms of silence
        { u64 x = clk() + 100000000ull; while (clk() < x) pump(x); q = seen == last ? q + 1 : 0; }
}
static void read_enters(void) {                                     // a line a connection: path, first words, author or -
    FILE *f = fopen(enters, "r"); if (!f) die(enters); char *line = NULL; size_t cap = 0; pub = calloc(N, sizeof *pub);
    for (int i = 0; i < N; i++) {
        if (getline(&line, &cap, f) < 0) die("too few lines");
        line[strcspn(line, "\n")] = 0;
        C[i].path = strdup(strtok(line, "\t")); C[i].hello = strdup(strtok(NULL, "\t")); C[i].author = strdup(strtok(NULL, "\t"));
        if (strcmp(C[i].author, "-")) pub[npub++] = i;
    }
    free(line); fclose(f);
}
int main(int ac, char **av) {
    static struct option o[] = {{"port",1,0,'p'},{"rooms",1,0,'r'},{"per-room",1,0,'n'},{"all-publish",0,0,'a'},{"path",1,0,'u'},{"hello",1,0,'h'},
        {"pre",1,0,'b'},{"suf",1,0,'e'},{"proto",1,0,'o'},{"enters",1,0,'E'},{"pids",1,0,'P'},{"rate",1,0,'R'},{"secs",1,0,'s'},
        {"limit-ms",1,0,'L'},{"settle",1,0,'w'},{"reps",1,0,'k'},{"over",1,0,'O'},{0}};
    for (int c; (c = getopt_long(ac, av, "", o, 0)) > 0;) switch (c) {
        case 'p': port = atoi(optarg); break;      case 'r': rooms = atoi(optarg); break;   case 'n': per = atoi(optarg); break;
        case 'a': pubs_all = 1; break;             case 'u': path_fmt = optarg; break;      case 'h': hello = optarg; break;
        case 'b': pre = optarg; break;             case 'e': suf = optarg; break;           case 'o': proto = optarg; break;
        case 'E': enters = optarg; break;          case 'R': fixed_rate = atof(optarg); break; case 's': fixed_secs = atof(optarg); break;
        case 'L': limit_ms = atof(optarg); break;  case 'w': settle = atof(optarg); break;  case 'k': reps = atoi(optarg); break;
        case 'O': over = atof(optarg); break;
        case 'P': for (char *t = strtok(optarg, ","); t; t = strtok(0, ",")) pids[npid++] = atoi(t); break;
        default: return 2;
    }
    N = rooms * per; C = calloc(N, sizeof *C); ep = epoll_create1(0);
    if (enters) read_enters();
    Snap s0 = snap(); u64 t = clk();
    for (int i = 0; i < N; i++) {
        while (i - nopen >= 64) pump(clk() + 1000000000ull);
        struct sockaddr_in a = {AF_INET, htons(port), {htonl(INADDR_LOOPBACK)}, {0}}; char b[1024], path[256]; int one = 1;
        C[i].fd = socket(AF_INET, SOCK_STREAM, 0); if (C[i].fd < 0 || connect(C[i].fd, (void *)&a, sizeof a)) die("connect");
        setsockopt(C[i].fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        if (C[i].path) snprintf(path, sizeof path, "%s", C[i].path); else snprintf(path, sizeof path, path_fmt, i / per);
        int n = snprintf(b, sizeof b, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: http://127.0.0.1:%d\r\n%s%s%s\r\n", path, port, port,
            *proto ? "Sec-WebSocket-Protocol: " : "", proto, *proto ? "\r\n" : "");
        if (send(C[i].fd, b, n, 0) != n) die("handshake");
        struct epoll_event e = {EPOLLIN, {.u32 = i}}; epoll_ctl(ep, EPOLL_CTL_ADD, C[i].fd, &e);
    }
    for (u64 end = clk() + 60000000000ull; nopen < N;) { pump(clk() + 1000000000ull); if (clk() > end) die("connect timeout"); }
    double tc = (clk() - t) / 1e9; for (u64 x = clk() + settle * 1e9; clk() < x;) pump(x);
    Snap s1 = snap();
    printf("{\"phase\":\"connect\",\"N\":%d,\"secs\":%.3f,\"srv_cpu\":%.3f,\"rss0_kb\":%ld,\"rss_kb\":%ld,\"kb_per_conn\":%.2f}\n",
           N, tc, s1.srv - s0.srv, s0.rss_kb, s1.rss_kb, (double)(s1.rss_kb - s0.rss_kb) / N); fflush(stdout);
    for (int i = 0; fixed_rate && i < reps; i++) level("fixed", fixed_rate, .5, fixed_secs);
    if (over) level("over", over / per, .5, 2);                      // deliberate overload: CPU cost at saturation
    return 0;
}
