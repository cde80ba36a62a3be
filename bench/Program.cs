using FaceGrid.Bench.Actors;
using FaceGrid.Bench.Decoding;
using FaceGrid.Bench.Encoding;
using FaceGrid.Bench.Evaluation;
using FaceGrid.Bench.Search;
using FaceGrid.Bench.Shards;
using FaceGrid.Bench.Stages;
using FaceGrid.Bench.Start;
using FaceGrid.Bench.Styling;
using FaceGrid.Bench.Training;
using FaceGrid.Vision;

try
{
    return args switch
    {
        ["actors", .. var rest] => ActorsBenchmark.Run(rest),
        ["decoding", .. var rest] => DecodingBenchmark.Run(rest),
        ["encode", .. var rest] => EncodeBenchmark.Run(rest),
        ["lfw", .. var rest] => LfwEvaluation.Run(rest),
        ["search", .. var rest] => SearchBenchmark.Run(rest),
        ["shards", .. var rest] => ShardsBenchmark.Run(rest),
        ["stages", .. var rest] => StagesBenchmark.Run(rest),
        ["start", .. var rest] => StartBenchmark.Run(rest),
        ["style", .. var rest] => StyleBenchmark.Run(rest),
        ["train", .. var rest] => TrainBenchmark.Run(rest),
        ["style-worker", .. var rest] => StyleWorker.Run(rest),
        ["style-graph", .. var rest] => StyleGraphWorker.Run(rest),
        _ => Usage(),
    };
}
catch (BadInputException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

static int Usage()
{
    Console.Error.WriteLine("""
        usage: bench actors [--k K,K] [--probes N]
               bench decoding pixels PHOTO | encodings WEIGHTS FOLDER [--reference FILE --names FILE --tensor NAME] [--every N]
               bench encode WEIGHTS [--threads N] [--rounds N] [--python FILE]
               bench lfw WEIGHTS FOLDER
               bench search [--help]
               bench shards [--people N] [--templates N]
               bench stages MTCNN ENCODER PHOTO [--threads N] [--rounds N] [--gallery K]
               bench start DLL STORE [--photo FILE] [--beside DLL] [--beside-store STORE] [--rounds N]
               bench style WEIGHTS [--side N,N] [--threads N] [--rounds N] [--steps N] [--profile NAME] [--tile N] [--python FILE]
               bench train [--side 112|56|28] [--width F] [--people P] [--photos K] [--threads N] [--rounds N] [--steps N]
                           [--slopes 0|1] [--python FILE]
        """);
    return 2;
}
