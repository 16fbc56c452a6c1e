namespace NlSql.ServiceDefaults;

internal static class Placeholder;
