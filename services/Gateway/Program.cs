using NlSql.Contracts;
using NlSql.Gateway.Refusals;
using NlSql.Gateway;
using NlSql.Gateway.Callers;
using NlSql.Gateway.Documentation;
using NlSql.Gateway.Health;
using NlSql.Gateway.Routing;
using NlSql.ServiceDefaults;

if (KeyCommand.IsMeant(args))
    return KeyCommand.Run(args, Console.Out, Console.Error);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ServiceNames.Gateway);
builder.AddGateway();

var app = builder.Build();
app.UseMiddleware<NoteRefusals>();
app.UseLoopbackGuard();
app.MapDefaultEndpoints(pages: false);
app.MapSystemHealth();
app.MapStart();
app.MapDocumentation();
app.MapServiceRoutes();
app.Run();
return 0;
