//! How long the name of anything may be.

/// Most characters of a name.
pub const NAME_LIMIT: usize = 200;

/// Why a name is too long, and what would be right; `None` where it is not.
///
/// ```
/// use both_sides::portfolio::too_long;
/// assert_eq!(too_long("First"), None);
/// let refusal = too_long(&"A".repeat(500)).unwrap_or_default();
/// assert!(refusal.ends_with("has 500 characters; a name has 200 at most. Write it shorter."));
/// ```
pub fn too_long(name: &str) -> Option<String> {
    let n_characters = name.chars().count();
    (n_characters > NAME_LIMIT).then(|| {
        let beginning: String = name.chars().take(30).collect();
        format!(
            "\"{beginning}…\" has {n_characters} characters; a name has {NAME_LIMIT} at most. Write it shorter."
        )
    })
}

/// As much of a name as a name may have.
pub fn cut_name(mut name: String) -> String {
    if let Some((end, _)) = name.char_indices().nth(NAME_LIMIT) {
        name.truncate(end);
    }
    name
}
