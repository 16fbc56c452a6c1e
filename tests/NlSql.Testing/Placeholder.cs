namespace NlSql.Testing;

internal static class Placeholder;
