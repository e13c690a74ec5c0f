/* holder.c - which process holds a lock on a store, as far as the system tells.
 *
 * SQLite locks with fcntl. Asking with F_GETLK would need a descriptor of the file, and
 * closing that would drop this process's own locks on it (POSIX), so the system's list
 * of locks is read instead, where there is one.
 */
#include "store/inner.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The process that holds a write lock on one of the two inodes, or 0. */
static long lock_owner(FILE *locks, const unsigned long inodes[2])
{
    char line[256];
    while (fgets(line, sizeof line, locks)) {
        char access[16];
        long pid;
        unsigned long inode;
        if (sscanf(line, "%*s POSIX %*s %15s %ld %*x:%*x:%lu", access, &pid, &inode) ==
                3 &&
            strcmp(access, "WRITE") == 0 && pid > 0 && pid != (long)getpid() &&
            (inode == inodes[0] || inode == inodes[1]))
            return pid;
    }
    return 0;
}

static unsigned long inode_of(const char *path, const char *ending)
{
    char name[4096];
    struct stat st;
    int len = snprintf(name, sizeof name, "%s%s", path, ending);
    if (len < 0 || (size_t)len >= sizeof name || stat(name, &st) != 0)
        return 0;
    return (unsigned long)st.st_ino;
}

void kw_store_holder(const char *path, char *text, size_t size)
{
    char name[64] = "";
    const unsigned long inodes[2] = {inode_of(path, ""), inode_of(path, "-shm")};
    snprintf(text, size, "another program");
    FILE *locks = fopen("/proc/locks", "r");
    if (!locks)
        return;
    long pid = lock_owner(locks, inodes);
    fclose(locks);
    if (pid == 0)
        return;
    snprintf(name, sizeof name, "/proc/%ld/comm", pid);
    FILE *comm = fopen(name, "r");
    if (!comm || !fgets(name, sizeof name, comm))
        snprintf(text, size, "process %ld", pid);
    else
        snprintf(text, size, "process %ld (%.*s)", pid, (int)strcspn(name, "\n"), name);
    if (comm)
        fclose(comm);
}
