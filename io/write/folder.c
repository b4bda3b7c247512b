/* folder.c - the output folder is made under a temporary name beside its place and takes it whole
 * at the end; nothing that was there before is lost (docs/spec/outputs.md, 5.1). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder_parts.h"
#include "io/words/output_text.h"
#include "io/write.h"

/* A folder by its two names. */
struct place {
  char *shown;  /* as the user named it */
  char *target; /* absolute, the parent without symbolic links */
};

struct lg_folder {
  struct place place, explanation; /* the second for what has no roster */
  lg_scratch *scratch, *lock;
  char *swept;
  char **inputs;
  bool force, by_umask;
  mode_t mask;
};

/* ---- what stands in the way ---- */

static bool has_roster(const char *folder)
{
  return lg_folder_has(folder, "roster.csv") || lg_folder_has(folder, "roster.xlsx") ||
         lg_folder_has(folder, "placements.csv");
}

/* An input of the run that lies in the place; NULL: none. Borrowed. */
static const char *input_within(const lg_folder *folder, const struct place *place)
{
  for (char **input = folder->inputs; input && *input; input++)
    if (lg_folder_holds(place->target, *input)) return *input;
  return NULL;
}

static char *obstacle_in_use(const lg_folder *folder, const struct place *place,
                             const lg_lang *lang)
{
  const char *input = input_within(folder, place);
  if (input)
    return g_strdup_printf(
        lg_tr(lang, "%1$s lies in the folder %2$s, which would be replaced; choose another -o"),
        input, place->shown);
  g_autofree char *lock = lg_folder_lock_file(place->target);
  if (!lock) return NULL;
  return g_strdup_printf(
      lg_tr(
          lang,
          "another program has a file of %1$s open: close it. If none has, the lock file %1$s/%2$s "
          "is left from one that crashed: remove it"),
      place->shown, lock);
}

/* NULL where the place is free, or taken by a folder that may be replaced; else why not. */
static char *obstacle(const lg_folder *folder, const struct place *place, const lg_lang *lang)
{
  struct stat status;
  if (lstat(place->target, &status) != 0) return NULL;
  const char *text = NULL;
  if (S_ISLNK(status.st_mode))
    text = N_("%s is a symbolic link; name the folder itself");
  else if (!S_ISDIR(status.st_mode))
    text = N_("%s exists and is not a folder");
  else if (!folder->force)
    text = N_("the folder %s exists; --force replaces it");
  else if (lg_folder_state_of(place->target) == LG_FOLDER_FOREIGN)
    text = N_(
        "the folder %s was not written by lungang (it has no files.json), so it is not replaced");
  return text ? g_strdup_printf(lg_tr(lang, text), place->shown)
              : obstacle_in_use(folder, place, lang);
}

/* Of both places that the result may get. */
static char *any_obstacle(const lg_folder *folder, const lg_lang *lang)
{
  char *found = obstacle(folder, &folder->place, lang);
  if (!found && has_roster(folder->place.target))
    found = obstacle(folder, &folder->explanation, lang);
  return found;
}

/* ---- names ---- */

/* The absolute path with the parent's symbolic links resolved; NULL where the parent is no folder.
 */
static char *folder_resolve(const char *path)
{
  char *plain = g_strdup(path);
  for (size_t length = strlen(plain); length > 1 && plain[length - 1] == '/';)
    plain[--length] = '\0';
  char *name = g_path_get_basename(plain);
  char *parent = g_path_get_dirname(plain);
  /* "." and ".." and "/" are no names of their own: the whole path is looked up. */
  bool nameless = strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, "/") == 0;
  char *real = realpath(nameless ? plain : parent, NULL);
  char *resolved = NULL;
  if (real && nameless)
    resolved = g_strdup(real);
  else if (real && g_file_test(real, G_FILE_TEST_IS_DIR))
    resolved = g_build_filename(real, name, NULL);
  free(real);
  g_free(parent);
  g_free(name);
  g_free(plain);
  return resolved;
}

/* `path` without slashes at its end, where that is a name; else the folder itself. */
static struct place place_of(const char *path)
{
  struct place place = {.target = folder_resolve(path)};
  g_autofree char *name = g_path_get_basename(path);
  place.shown = g_strdup(path);
  for (size_t length = strlen(path); length > 1 && place.shown[length - 1] == '/';)
    place.shown[--length] = '\0';
  if (place.target && (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)) {
    g_free(place.shown);
    place.shown = g_strdup(place.target);
  }
  return place;
}

static struct place place_beside(const struct place *place, const char *suffix)
{
  return (struct place){g_strconcat(place->shown, suffix, NULL),
                        g_strconcat(place->target, suffix, NULL)};
}

static void place_clear(struct place *place)
{
  g_free(place->shown);
  g_free(place->target);
  *place = (struct place){0};
}

/* Where the path really is, through links; what does not exist yet stays as it is written. */
static char *real_path(const char *path)
{
  g_autofree char *full = g_canonicalize_filename(path, NULL);
  char *real = realpath(full, NULL);
  if (!real && strcmp(full, "/") != 0) {
    g_autofree char *above = g_path_get_dirname(full), *name = g_path_get_basename(full);
    g_autofree char *real_above = real_path(above);
    return g_build_filename(real_above, name, NULL);
  }
  char *found = g_strdup(real ? real : full);
  free(real);
  return found;
}

bool lg_folder_holds(const char *folder, const char *path)
{
  g_autofree char *full = g_canonicalize_filename(path, NULL);
  g_autofree char *above = g_path_get_dirname(full), *name = g_path_get_basename(full);
  g_autofree char *real_above = real_path(above), *file = real_path(path);
  g_autofree char *link = g_build_filename(real_above, name, NULL);
  g_autofree char *within = real_path(folder);
  g_autofree char *lead = g_strconcat(within, "/", NULL);
  return g_str_has_prefix(file, lead) || g_str_has_prefix(link, lead) || strcmp(file, within) == 0;
}

/* ---- begin ---- */

static void folder_free(lg_folder *folder)
{
  lg_scratch_free(folder->scratch);
  lg_scratch_free(folder->lock);
  place_clear(&folder->place);
  place_clear(&folder->explanation);
  g_strfreev(folder->inputs);
  g_free(folder->swept);
  g_free(folder);
}

/* The lock, the sweep and the temporary folder: what the place itself must allow. */
static char *folder_open(lg_folder *folder, const lg_lang *lang, bool *usage)
{
  g_autofree char *parent = g_path_get_dirname(folder->place.target),
                  *name = g_path_get_basename(folder->place.target);
  int number = 0;
  folder->lock = lg_scratch_lock(parent, name, &number);
  if (!folder->lock && number == EWOULDBLOCK)
    return g_strdup_printf(
        lg_tr(lang, "another run of lungang is writing %s; wait for it, or choose another -o"),
        folder->place.shown);
  if (folder->lock) {
    GPtrArray *swept = lg_scratch_sweep(parent);
    g_ptr_array_add(swept, NULL);
    if (swept->len > 1) folder->swept = g_strjoinv(", ", (char **)swept->pdata);
    g_ptr_array_unref(swept);
    folder->scratch = lg_scratch_new(parent, &number);
  }
  if (folder->scratch) return NULL;
  /* A place where nothing may be written was badly chosen; a full disk was not. */
  *usage = number == EACCES || number == EPERM || number == EROFS || number == ENOENT;
  return lg_write_error(lang, folder->place.shown, number);
}

lg_folder *lg_folder_begin(const lg_folder_order *order, const lg_lang *lang, bool *usage,
                           char **error)
{
  *error = NULL;
  *usage = true;
  lg_folder *folder = g_new0(lg_folder, 1);
  folder->force = order->force;
  folder->by_umask = order->by_umask;
  folder->mask = order->mask;
  folder->inputs = g_strdupv((char **)(void *)order->inputs);
  if (*order->path) folder->place = place_of(order->path);
  if (!*order->path)
    *error = g_strdup(lg_tr(lang, "the name of the output folder is empty"));
  else if (!folder->place.target)
    *error = g_strdup_printf(
        lg_tr(lang, "cannot make the folder %s: the folder above it does not exist"), order->path);
  if (!*error) {
    folder->explanation = place_beside(&folder->place, "-explanation");
    *error = any_obstacle(folder, lang);
  }
  if (!*error) *error = folder_open(folder, lang, usage);
  if (!*error) return folder;
  folder_free(folder);
  return NULL;
}

const char *lg_folder_path(const lg_folder *folder)
{
  return lg_scratch_path(folder->scratch);
}

const char *lg_folder_swept(const lg_folder *folder)
{
  return folder->swept;
}

void lg_folder_abandon(lg_folder *folder)
{
  if (folder) folder_free(folder);
}

/* ---- the end ---- */

static void sync_folder(const char *path)
{
  int file = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  fsync(file); /* some file systems know no such thing for folders; the files themselves are on the
                  disk */
  close(file);
}

static bool is_unsupported(int number)
{
  return number == EINVAL || number == ENOSYS || number == EOPNOTSUPP;
}

/* Gives a folder another name unless something has it; 0, or -1 with errno. */
static int rename_to_free(const char *from, const char *to)
{
  struct stat status;
  int result = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
  if (result == 0 || !is_unsupported(errno)) return result;
  if (lstat(to, &status) != 0) return rename(from, to);
  errno = EEXIST;
  return -1;
}

/* Gives the folder at `path` the first free name DIR.old-1, DIR.old-2, ... of the place. */
static int set_aside(const char *path, const struct place *place, struct place *aside)
{
  for (int number = 1;; number++) {
    char suffix[16];
    g_snprintf(suffix, sizeof suffix, ".old-%d", number);
    *aside = place_beside(place, suffix);
    if (rename_to_free(path, aside->target) == 0) return 0;
    int failure = errno;
    place_clear(aside);
    errno = failure;
    if (failure != EEXIST && failure != ENOTEMPTY) return -1;
  }
}

/* The old folder goes aside first: at no moment is it under a name that is swept. */
static int take_place_aside(const char *path, const struct place *place, struct place *aside)
{
  int result = set_aside(place->target, place, aside);
  if (result == 0 && (result = rename_to_free(path, place->target)) != 0) {
    int failure = errno;
    rename_to_free(aside->target, place->target);
    place_clear(aside);
    errno = failure;
  }
  return result;
}

/* The new folder at `path` takes the place; 0, or -1 with errno. Afterwards `path` has nothing that is
 * to be kept, and *aside the names of an old folder that is. */
static int take_place(const char *path, const struct place *place, bool keep, struct place *aside)
{
  struct stat status;
  if (lstat(place->target, &status) != 0) return rename_to_free(path, place->target);
  if (keep) return take_place_aside(path, place, aside);
  int result = renameat2(AT_FDCWD, path, AT_FDCWD, place->target, RENAME_EXCHANGE);
  if (result == 0) {
    /* It may have been edited since it was looked at; now it has no name that anybody knows. */
    if (lg_folder_state_of(path) == LG_FOLDER_SAME || set_aside(path, place, aside) == 0) return 0;
    int failure = errno;
    renameat2(AT_FDCWD, path, AT_FDCWD, place->target, RENAME_EXCHANGE);
    errno = failure;
    return -1;
  }
  if (!is_unsupported(errno)) return result;
  result = take_place_aside(path, place, aside);
  if (result == 0 && lg_folder_state_of(aside->target) == LG_FOLDER_SAME) {
    lg_scratch_remove(aside->target);
    place_clear(aside);
  }
  return result;
}

static void tell(GString *told, const lg_lang *lang, const char *text, const char *a, const char *b)
{
  g_string_append_printf(told, lg_tr(lang, text), a, b);
}

static void tell_aside(GString *told, const lg_lang *lang, lg_folder_state state,
                       const struct place *place, const struct place *aside)
{
  const char *text =
      state == LG_FOLDER_UNLISTED ? N_("The old %1$s is from version 0.1, which kept no list of "
                                       "its files; it was set aside "
                                       "whole as %2$s\n")
      : state == LG_FOLDER_SAME
          ? N_("The old %1$s had rosters; it was set aside whole as %2$s\n")
          : N_("In the old %1$s files were added or edited; it was set aside whole as %2$s\n");
  tell(told, lang, text, place->shown, aside->shown);
}

/* An explanation of before says nothing of a place that has a roster now. */
static void drop_explanation(const lg_folder *folder, GString *told, const lg_lang *lang)
{
  const struct place *place = &folder->explanation;
  if (!folder->force || has_roster(place->target) ||
      !lg_folder_has(place->target, LG_FOLDER_LIST) ||
      lg_folder_state_of(place->target) != LG_FOLDER_SAME || input_within(folder, place))
    return;
  if (lg_scratch_remove(place->target))
    tell(told, lang, N_("Removed, since there is a roster now: %s\n"), place->shown, NULL);
}

/* Puts the finished folder into its place; false and *error. */
static bool publish(const lg_folder *folder, lg_folder_content content, const lg_lang *lang,
                    GString *told, char **error)
{
  const char *path = lg_scratch_path(folder->scratch);
  bool had_roster = has_roster(folder->place.target);
  const struct place *place =
      had_roster && content == LG_HOLDS_NO_ROSTER ? &folder->explanation : &folder->place;
  /* Solving takes its time: somebody may have put something into the place meanwhile. */
  *error = obstacle(folder, place, lang);
  if (*error || !lg_folder_list_write(path, lang, error)) return false;
  struct stat status;
  bool taken = lstat(place->target, &status) == 0;
  lg_folder_set_rights(path, taken && !folder->by_umask ? place->target : NULL, folder->by_umask,
                       folder->mask);
  sync_folder(path);
  lg_folder_state state = taken ? lg_folder_state_of(place->target) : LG_FOLDER_SAME;
  bool keep = state != LG_FOLDER_SAME || (had_roster && content == LG_HOLDS_OTHER);
  struct place aside = {0};
  lg_scratch_hold();
  int number = take_place(path, place, keep, &aside) == 0 ? 0 : errno;
  lg_scratch_release();
  if (number != 0) {
    *error = lg_write_error(lang, place->shown, number);
    return false;
  }
  g_autofree char *parent = g_path_get_dirname(place->target);
  sync_folder(parent);
  tell(told, lang, N_("Written to: %s\n"), place->shown, NULL);
  if (aside.target) tell_aside(told, lang, keep ? state : LG_FOLDER_CHANGED, place, &aside);
  if (place == &folder->explanation)
    tell(told, lang, N_("%s keeps its roster\n"), folder->place.shown, NULL);
  if (content == LG_HOLDS_ROSTER) drop_explanation(folder, told, lang);
  place_clear(&aside);
  return true;
}

bool lg_folder_commit(lg_folder *folder, lg_folder_content content, const lg_lang *lang,
                      char **told, char **error)
{
  GString *lines = g_string_new(NULL);
  *error = NULL;
  bool done = publish(folder, content, lang, lines, error);
  *told = g_string_free(lines, !done);
  folder_free(folder); /* the temporary name now has the old folder, if any, or what failed */
  return done;
}

char *lg_folder_default(const char *plan_path, const char *suffix)
{
  size_t length = strlen(plan_path);
  if (g_str_has_suffix(plan_path, ".json") || g_str_has_suffix(plan_path, ".xlsx"))
    length -= strlen(".json");
  return g_strdup_printf("%.*s%s", (int)length, plan_path, suffix);
}
