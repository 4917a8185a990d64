import HufuCommands

await HufuCommand.runProcess()
