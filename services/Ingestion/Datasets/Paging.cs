using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Datasets;

/// <summary>Lists that are read page by page, newest first. Ids grow with time, so the cursor of the next page is the last id of this one.</summary>
internal static class Paging
{
    public const int DefaultLimit = 50;
    public const int LargestLimit = 200;

    /// <summary>Why a page cannot be read, or null.</summary>
    /// <param name="limit">Items asked for.</param>
    /// <param name="cursor">What the page before answered; null for the first.</param>
    /// <param name="after">The id that the page begins behind; null for the first.</param>
    public static Failure? Check(int limit, string? cursor, out Guid? after)
    {
        after = null;
        if (limit is < 1 or > LargestLimit)
            return DatasetErrors.LimitInvalid;
        if (cursor is null)
            return null;
        if (!Guid.TryParseExact(cursor, "N", out var id))
            return DatasetErrors.CursorInvalid;
        after = id;
        return null;
    }

    /// <summary>The cursor for the page behind an id.</summary>
    public static string CursorOf(Guid id) => id.ToString("N");
}
