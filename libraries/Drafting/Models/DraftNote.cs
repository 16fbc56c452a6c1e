namespace NlSql.Drafting.Models;

/// <summary>Something that an author should know of a draft.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Table">The table that it is about.</param>
/// <param name="Column">The column; null for the whole table.</param>
/// <param name="Text">What there is to say, in a sentence.</param>
public sealed record DraftNote(DraftNoteKind Kind, string Table, string? Column, string Text);

/// <summary>Kinds of notes: what only the author can answer, what identifies persons, what was left out.</summary>
public enum DraftNoteKind { Question, PersonalData, LeftOut }
