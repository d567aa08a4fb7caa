// Answers every request on a loopback port with the same few bytes, as fast as one core can: the server that is not
// the limit. It counts empty lines and parses nothing, so it takes GET requests without a body only.
// cc -O2 -o instant-server instant-server.c && ./instant-server 8080
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_DESCRIPTORS 65536
#define MAX_PIPELINE 256

static const char answer[] =
    "HTTP/1.1 200 OK\r\nServer: instant\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";
static char answers[MAX_PIPELINE * sizeof answer];
/* How much of "\r\n\r\n" each connection has seen at the end of its last read. */
static unsigned char matched[MAX_DESCRIPTORS];

static int count_requests(int fd, const char *bytes, ssize_t length) {
  int requests = 0;
  unsigned char state = matched[fd];
  for (ssize_t at = 0; at < length; at++) {
    const char expected = (state & 1) ? '\n' : '\r';
    state = bytes[at] == expected ? state + 1 : bytes[at] == '\r';
    if (state == 4) {
      requests++;
      state = 0;
    }
  }
  matched[fd] = state;
  return requests;
}

static void serve(int fd) {
  static char buffer[65536];
  const ssize_t length = read(fd, buffer, sizeof buffer);
  if (length <= 0) {
    close(fd);
    return;
  }
  int requests = count_requests(fd, buffer, length);
  while (requests > 0) {
    const int batch = requests < MAX_PIPELINE ? requests : MAX_PIPELINE;
    if (write(fd, answers, batch * (sizeof answer - 1)) < 0) break;
    requests -= batch;
  }
}

static void take_connection(int poll, int listener) {
  const int on = 1;
  const int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
  if (fd < 0) return;
  if (fd >= MAX_DESCRIPTORS) {
    close(fd);
    return;
  }
  matched[fd] = 0;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
}

int main(int argc, char **argv) {
  const int on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  address.sin_port = htons(argc > 1 ? atoi(argv[1]) : 0);
  for (int copy = 0; copy < MAX_PIPELINE; copy++)
    memcpy(answers + copy * (sizeof answer - 1), answer, sizeof answer - 1);
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  socklen_t size = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, 4096) < 0) {
    perror("instant-server");
    return 1;
  }
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("listening on http://127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);
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
