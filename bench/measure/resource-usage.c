// Runs a command and writes to descriptor 3 what it and all its descendants took: processor time, wall time, the peak
// memory of the largest of them. A launcher of its own, because a child starts with the memory of who forked it.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec / 1e6; }

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc < 2) return 125;
  fcntl(3, F_SETFD, FD_CLOEXEC);
  const double started = now();
  const pid_t child = fork();
  if (child < 0) return 125;
  if (child == 0) {
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    _exit(127);
  }
  int status;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return 125;
  struct rusage usage;
  getrusage(RUSAGE_CHILDREN, &usage);
  dprintf(3, "{\"wallS\": %.6f, \"cpuS\": %.6f, \"peakRssBytes\": %ld}\n", now() - started,
          seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss * 1024L);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
