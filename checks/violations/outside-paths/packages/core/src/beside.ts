export const capture = '../../../../../shared/data/capture.csv.gz';
