namespace NlSql.Contracts;

internal static class Placeholder;
