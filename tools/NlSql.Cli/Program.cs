using NlSql.Cli.Commands;

return await NlSqlCommand.Create().Parse(args).InvokeAsync();
