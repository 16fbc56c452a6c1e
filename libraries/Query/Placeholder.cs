namespace NlSql.Query;

internal static class Placeholder;
