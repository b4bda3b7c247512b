/* folder_parts.h - what folder.c asks of a folder that stands in its place, and gives to the one that
 * takes it. Internal to io/write/. */
#ifndef LG_FOLDER_PARTS_H
#define LG_FOLDER_PARTS_H

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

#include "io/words/lang.h"

#define LG_FOLDER_LIST "files.json"

/* Something in a folder or in the folders in it. */
typedef struct {
  char *name;  /* "rosters/1/roster.csv" */
  mode_t mode; /* of lstat: links are not followed */
  bool unread; /* a folder that cannot be looked into */
} lg_folder_entry;

/* Everything in `folder`, by the bytes of the names; where it cannot be looked into to its end, also an
 * unread entry without a name for itself. GArray of lg_folder_entry, cleared with it. */
GArray *lg_folder_walk(const char *folder);

/* ---- the list of its files ---- */

typedef enum {
  LG_FOLDER_FOREIGN,  /* lungang did not write it */
  LG_FOLDER_SAME,     /* every file in it is in its list, with the bytes that were written */
  LG_FOLDER_CHANGED,  /* files were added or edited */
  LG_FOLDER_UNLISTED, /* version 0.1 wrote it, without a list */
} lg_folder_state;
/* Does the folder have a file of that name? */
bool lg_folder_has(const char *folder, const char *name);
lg_folder_state lg_folder_state_of(const char *folder);

/* Writes files.json: every file with the SHA-256 of what stands on the disk. */
bool lg_folder_list_write(const char *folder, const lg_lang *lang, char **error);

/* ---- who else has to do with it ---- */

/* The lock file of a program that has a file of the folder open: "~$roster.xlsx" of Excel,
 * ".~lock.roster.csv#" of LibreOffice, ".~roster.xlsx" of WPS. NULL: none; g_free. */
char *lg_folder_lock_file(const char *folder);

/* ---- who may read it ---- */

/* The permissions of `like`, where that is not NULL: its group, its mode, and a file's own where both
 * have a file of that name. Else those of the owner, or, where `open`, all but the bits of `mask`. */
void lg_folder_set_rights(const char *folder, const char *like, bool open, mode_t mask);

#endif
