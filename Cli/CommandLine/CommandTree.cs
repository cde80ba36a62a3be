using System.CommandLine;
using FaceGrid.Cli.Commands;

namespace FaceGrid.Cli.CommandLine;

/// <summary>All commands with their options.</summary>
internal static class CommandTree
{
    public static RootCommand Create()
    {
        var root = new RootCommand("FaceGrid: enrols people from one photo and recognises them.");
        GlobalOptions.AddTo(root);
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(EnrollCommand.Create());
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(RecognizeCommand.Create());
        root.Subcommands.Add(DetectCommand.Create());
        root.Subcommands.Add(IdentitiesCommand.Create());
        root.Subcommands.Add(GalleriesCommand.Create());
        root.Subcommands.Add(ModelsCommand.Create());
        root.Subcommands.Add(KeysCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(JobsCommand.Create());
        root.Subcommands.Add(CalibrateCommand.Create());
        root.Subcommands.Add(EvalCommand.Create());
        root.Subcommands.Add(TrainCommand.Create());
        root.Subcommands.Add(StyleCommand.Create());
        root.Subcommands.Add(FeaturesCommand.Create());
        root.Subcommands.Add(FiltersCommand.Create());
        root.Subcommands.Add(SiloCommand.Create());
        root.Subcommands.Add(LoadCommand.Create());
        root.Subcommands.Add(DrillCommand.Create());
        InvariantNumbers.Apply(root);
        return root;
    }
}
