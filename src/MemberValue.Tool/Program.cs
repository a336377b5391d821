using MemberValue.Tool.Commands;
using MemberValue.Tool.Screen;

return await ToolProgram.RunAsync(args, Terminal.OfProcess()).ConfigureAwait(false);
