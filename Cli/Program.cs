using System.Text;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Client.Connections;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var exitCode = await CommandLineRunner.Run(args);
await GridConnection.CloseAll();
return exitCode;
