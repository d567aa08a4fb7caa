// Answers every request on a loopback port with the same few bytes, as fast as one core can: the server that is not
// the limit. It looks for the end of each request and at nothing else, so it takes what a load generator sends: heads
// that fit in one read, bodies with a Content-Length.
// cc -O2 -o instant-server instant-server.c && ./instant-server
// cc -O2 -DWITH_TLS -o instant-server instant-server.c -lssl -lcrypto && ./instant-server cert.pem key.pem
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#ifdef WITH_TLS
#include <openssl/err.h>
#include <openssl/ssl.h>
#endif

#define MAX_DESCRIPTORS 65536
#define MAX_PIPELINE 256

static const char answer[] =
    /* ab speaks HTTP/1.0 and keeps its connections only when told so. */
    "HTTP/1.1 200 OK\r\nServer: instant\r\nConnection: keep-alive\r\nContent-Type: text/plain\r\n"
    "Content-Length: 5\r\n\r\nhello";
static char answers[MAX_PIPELINE * sizeof answer];

struct connection {
  /* How much of "\r\n\r\n" it has seen. */
  unsigned char matched;
  /* First letter of the method, 0 between two requests. */
  char method;
  long body_left;
#ifdef WITH_TLS
  SSL *tls;
#endif
};
static struct connection connections[MAX_DESCRIPTORS];

#ifdef WITH_TLS
static SSL_CTX *context;

static int set_up_tls(char **files) {
  context = SSL_CTX_new(TLS_server_method());
  /* Several small answers may be written before the last is sent. */
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  return SSL_CTX_use_certificate_chain_file(context, files[0]) == 1 &&
         SSL_CTX_use_PrivateKey_file(context, files[1], SSL_FILETYPE_PEM) == 1;
}

static void open_stream(struct connection *one, int fd) {
  one->tls = SSL_new(context);
  SSL_set_fd(one->tls, fd);
  SSL_set_accept_state(one->tls);
}

static void close_stream(struct connection *one) { SSL_free(one->tls); }

/* 0 when there is nothing more for now, -1 at the end. */
static ssize_t read_stream(struct connection *one, int fd, char *buffer, int size) {
  (void)fd;
  /* What another connection died of would be taken for an error of this one. */
  ERR_clear_error();
  const int length = SSL_read(one->tls, buffer, size);
  if (length > 0) return length;
  const int error = SSL_get_error(one->tls, length);
  return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? 0 : -1;
}

static ssize_t write_stream(struct connection *one, int fd, const char *bytes, int length) {
  (void)fd;
  return SSL_write(one->tls, bytes, length);
}

static int has_more(struct connection *one) { return SSL_pending(one->tls) > 0; }
#else
static void open_stream(struct connection *one, int fd) { (void)one, (void)fd; }

static void close_stream(struct connection *one) { (void)one; }

static ssize_t read_stream(struct connection *one, int fd, char *buffer, int size) {
  (void)one;
  const ssize_t length = read(fd, buffer, size);
  return length > 0 ? length : -1;
}

static ssize_t write_stream(struct connection *one, int fd, const char *bytes, int length) {
  (void)one;
  return write(fd, bytes, length);
}

static int has_more(struct connection *one) {
  (void)one;
  return 0;
}
#endif

static long content_length(const char *head, ssize_t length) {
  static const char name[] = "\ncontent-length:";
  for (ssize_t at = 0; at + (ssize_t)sizeof name <= length; at++)
    if (head[at] == '\n' && strncasecmp(head + at, name, sizeof name - 1) == 0)
      return atol(head + at + sizeof name - 1);
  return 0;
}

/* Whole requests; -1 for what this server can't take. */
static int count_requests(struct connection *one, const char *bytes, ssize_t length) {
  int requests = 0;
  ssize_t head = one->method == 0 ? 0 : -1;
  ssize_t at = 0;
  while (at < length) {
    if (one->body_left > 0) {
      const long taken = one->body_left < length - at ? one->body_left : length - at;
      at += taken;
      one->body_left -= taken;
      requests += one->body_left == 0;
      continue;
    }
    if (one->method == 0) {
      one->method = bytes[at];
      head = at;
    }
    unsigned char state = one->matched;
    while (at < length && state < 4) {
      const char expected = (state & 1) ? '\n' : '\r';
      state = bytes[at] == expected ? state + 1 : bytes[at] == '\r';
      at++;
    }
    one->matched = state & 3;
    if (state < 4) break;
    if (one->method != 'G') {
      if (head < 0) return -1;
      one->body_left = content_length(bytes + head, at - head);
    }
    one->method = 0;
    requests += one->body_left == 0;
  }
  return requests;
}

static void end(int fd) {
  close_stream(&connections[fd]);
  close(fd);
}

static void serve(int fd) {
  static char buffer[65536];
  struct connection *one = &connections[fd];
  do {
    const ssize_t length = read_stream(one, fd, buffer, sizeof buffer);
    if (length == 0) return;
    int requests = length < 0 ? -1 : count_requests(one, buffer, length);
    if (requests < 0) {
      end(fd);
      return;
    }
    while (requests > 0) {
      const int batch = requests < MAX_PIPELINE ? requests : MAX_PIPELINE;
      if (write_stream(one, fd, answers, batch * (sizeof answer - 1)) < 0) break;
      requests -= batch;
    }
  } while (has_more(one));
}

static void take_connection(int poll, int listener) {
  const int on = 1;
  const int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
  if (fd < 0) return;
  if (fd >= MAX_DESCRIPTORS) {
    close(fd);
    return;
  }
  connections[fd] = (struct connection){0};
  open_stream(&connections[fd], fd);
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
}

static int listen_on_loopback(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  socklen_t size = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, 4096) < 0) return -1;
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("listening on 127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

int main(int argc, char **argv) {
  (void)argc, (void)argv;
#ifdef WITH_TLS
  if (argc < 3 || !set_up_tls(argv + 1)) return 1;
#endif
  signal(SIGPIPE, SIG_IGN);
  for (int copy = 0; copy < MAX_PIPELINE; copy++)
    memcpy(answers + copy * (sizeof answer - 1), answer, sizeof answer - 1);
  const int listener = listen_on_loopback();
  if (listener < 0) {
    perror("instant-server");
    return 1;
  }
  const int poll = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
  for (;;) {
    struct epoll_event events[256];
    const int ready = epoll_wait(poll, events, 256, -1);
    for (int at = 0; at < ready; at++) {
      if (events[at].data.fd == listener) take_connection(poll, listener);
      else serve(events[at].data.fd);
    }
  }
}
