// limit.c - the physical limit: an epoll WebSocket room server that frames each
// message once and then only issues send() per member.
// usage: limit PORT naive|batch
//   naive  one send() per message per member
//   batch  all messages found in one recv() leave as one send() per member
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAXFD 20000
#define MAXROOM 1024
typedef struct { char name[64]; int n, cap, *fd; } Room;
typedef struct { int open, room; uint32_t len, cap, olen, ocap; uint8_t *buf, *out; } Conn;
static Conn C[MAXFD]; static Room R[MAXROOM]; static int nroom, ep, mode;
static uint8_t rx[1 << 20], batch[1 << 21]; static size_t nbatch;

static uint32_t rol(uint32_t x, int n) { return x << n | x >> (32 - n); }
static void accept_key(const char *key, char *out) {                // base64(sha1(key + GUID)), input <= 64+36 bytes
    uint8_t m[128] = {0}, d[21] = {0}; size_t n = snprintf((char *)m, 100, "%s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key);
    m[n] = 0x80; size_t tot = n + 9 <= 64 ? 64 : 128; m[tot - 2] = n * 8 >> 8; m[tot - 1] = n * 8;
    uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0}, w[80];
    for (size_t o = 0; o < tot; o += 64) {
        for (int i = 0; i < 16; i++) w[i] = m[o+4*i] << 24 | m[o+4*i+1] << 16 | m[o+4*i+2] << 8 | m[o+4*i+3];
        for (int i = 16; i < 80; i++) w[i] = rol(w[i-3] ^ w[i-8] ^ w[i-14] ^ w[i-16], 1);
        uint32_t a = h[0], b = h[1], c = h[2], e = h[4], dd = h[3];
        for (int i = 0; i < 80; i++) {
            uint32_t f = i < 20 ? (b & c) | (~b & dd) : i < 40 ? b ^ c ^ dd : i < 60 ? (b & c) | (b & dd) | (c & dd) : b ^ c ^ dd;
            uint32_t k = i < 20 ? 0x5A827999 : i < 40 ? 0x6ED9EBA1 : i < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
            uint32_t t = rol(a, 5) + f + e + k + w[i]; e = dd; dd = c; c = rol(b, 30); b = a; a = t;
        }
        h[0] += a; h[1] += b; h[2] += c; h[3] += dd; h[4] += e;
    }
    for (int i = 0; i < 20; i++) d[i] = h[i / 4] >> (24 - 8 * (i % 4));
    const char *T = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 21; i += 3) { uint32_t v = d[i] << 16 | d[i+1] << 8 | d[i+2];
        *out++ = T[v >> 18]; *out++ = T[v >> 12 & 63]; *out++ = T[v >> 6 & 63]; *out++ = T[v & 63]; }
    out[-1] = '='; *out = 0;
}
static void watch(int fd, int ev, int op) { struct epoll_event e = {ev, {.fd = fd}}; epoll_ctl(ep, op, fd, &e); }
static void drop(int fd) {
    Conn *c = C + fd; if (c->open) { Room *r = R + c->room; for (int i = 0; i < r->n; i++) if (r->fd[i] == fd) { r->fd[i] = r->fd[--r->n]; break; } }
    free(c->buf); free(c->out); memset(c, 0, sizeof *c); close(fd);
}
static void spill(int fd, const uint8_t *p, size_t n) {
    Conn *c = C + fd; if (c->olen + n > c->ocap) c->out = realloc(c->out, c->ocap = (c->olen + n) * 2);
    memcpy(c->out + c->olen, p, n); if (!c->olen) watch(fd, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD); c->olen += n;
}
static void fanout(Room *r, const uint8_t *p, size_t n) {
    for (int i = 0; i < r->n; i++) { int fd = r->fd[i]; ssize_t w = C[fd].olen ? 0 : send(fd, p, n, MSG_DONTWAIT | MSG_NOSIGNAL);
        w = w < 0 ? 0 : w; if ((size_t)w < n) spill(fd, p + w, n - w); }
}
static void readable(int fd) {
    Conn *c = C + fd; if (c->len) memcpy(rx, c->buf, c->len);
    ssize_t r = recv(fd, rx + c->len, (1 << 18) - c->len, MSG_DONTWAIT);
    if (r < 0 && errno == EAGAIN) return;
    if (r <= 0) { drop(fd); return; }
    size_t n = c->len + r, o = 0;
    if (!c->open) {
        rx[n] = 0; char *e = strstr((char *)rx, "\r\n\r\n"), *k = strcasestr((char *)rx, "Sec-WebSocket-Key: "), key[64], a[32], out[256], name[64];
        if (e && k && sscanf(k + 19, "%60s", key) == 1 && sscanf((char *)rx, "GET %63s", name) == 1) {
            accept_key(key, a); int m = sprintf(out, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", a);
            if (send(fd, out, m, MSG_NOSIGNAL) != m) { drop(fd); return; }
            int i = 0; while (i < nroom && strcmp(R[i].name, name)) i++;
            if (i == nroom) { if (nroom == MAXROOM) { drop(fd); return; } strcpy(R[nroom++].name, name); }
            Room *q = R + i; if (q->n == q->cap) q->fd = realloc(q->fd, sizeof(int) * (q->cap = q->cap * 2 + 16));
            q->fd[q->n++] = fd; c->room = i; c->open = 1; o = (uint8_t *)e + 4 - rx;
        }
    }
    nbatch = 0;
    while (c->open && n - o >= 6) {
        uint8_t *f = rx + o; size_t h = 6, l = f[1] & 127; if (l == 126) { l = f[2] << 8 | f[3]; h = 8; } else if (l == 127) { drop(fd); return; }
        if (n - o < h + l) break;
        uint8_t *p = f + h, *k = p - 4; for (size_t i = 0; i < l; i++) p[i] ^= k[i & 3];
        if ((f[0] & 15) == 8) { drop(fd); return; }
        if ((f[0] & 15) <= 2) { uint8_t *b = batch + nbatch; b[0] = f[0]; size_t g = 2;
            if (l < 126) b[1] = l; else { b[1] = 126; b[2] = l >> 8; b[3] = l; g = 4; }
            memcpy(b + g, p, l); nbatch += g + l; if (!mode) { fanout(R + c->room, batch, nbatch); nbatch = 0; } }
        o += h + l;
    }
    c->len = n - o; if (c->len) { if (c->len > c->cap) c->buf = realloc(c->buf, c->cap = c->len * 2); memcpy(c->buf, rx + o, c->len); }
    if (nbatch) fanout(R + c->room, batch, nbatch);
}
int main(int ac, char **av) {
    if (ac < 3) return 2;
    mode = !strcmp(av[2], "batch") ? 1 : 0;
    int l = socket(AF_INET, SOCK_STREAM, 0), one = 1; struct sockaddr_in a = {AF_INET, htons(atoi(av[1])), {htonl(INADDR_LOOPBACK)}, {0}};
    setsockopt(l, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one); if (bind(l, (void *)&a, sizeof a) || listen(l, 1024)) { perror("bind"); return 1; }
    ep = epoll_create1(0); watch(l, EPOLLIN, EPOLL_CTL_ADD);
    for (struct epoll_event ev[512];;) { int n = epoll_wait(ep, ev, 512, -1);
        for (int i = 0; i < n; i++) { int fd = ev[i].data.fd;
            if (fd == l) { int s = accept4(l, 0, 0, SOCK_NONBLOCK); if (s < 0) continue; if (s >= MAXFD) { close(s); continue; }
                setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one); watch(s, EPOLLIN, EPOLL_CTL_ADD); continue; }
            Conn *c = C + fd;
            if (ev[i].events & EPOLLOUT && c->olen) { ssize_t w = send(fd, c->out, c->olen, MSG_DONTWAIT | MSG_NOSIGNAL);
                if (w > 0) { memmove(c->out, c->out + w, c->olen -= w); if (!c->olen) watch(fd, EPOLLIN, EPOLL_CTL_MOD); } }
            if (ev[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) readable(fd); } }
}
