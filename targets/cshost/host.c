// A C program with Go inside: calls Work of every library named, from several threads, until it is killed.
//
//   host THREADS LIBRARY...
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROUNDS = 10, PAUSE_US = 2000 };

typedef int work_function(int rounds);

static void *caller(void *work) {
  for (;;) {
    if (((work_function *)work)(ROUNDS) != ROUNDS)
      abort();
    usleep(PAUSE_US);
  }
  return NULL;
}

int main(int argc, char **argv) {
  int threads = argc > 1 ? atoi(argv[1]) : 0;
  for (int library = 2; library < argc; library++) {
    void *handle = dlopen(argv[library], RTLD_NOW | RTLD_LOCAL);
    void *work = handle ? dlsym(handle, "Work") : NULL;
    if (!work) {
      fprintf(stderr, "host: %s\n", dlerror());
      return 1;
    }
    for (int thread = 0; thread < threads; thread++) {
      pthread_t id;
      if (pthread_create(&id, NULL, caller, work))
        abort();
    }
  }
  printf("pid %d\n", getpid());
  fflush(stdout);
  pause();
}
